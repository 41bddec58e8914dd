"""Pictures of listings: measuring against a bare decode, the look for text, how often the checks are right.
`python benchmarks/listings_images.py [FOLDER]`, with a folder of product photos that has a `labels.tsv` beside them.

Goals: size, background, fill and border on two threads at most 1.1 x the decode on one; the look for text at most 0.3 s.
"""

import csv
import io
import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.images import inspect_image
from seller_desk.core.listings.pictures.near import alike, alike_pairs
from seller_desk.core.listings.pictures.shape import Shape
from seller_desk.core.media import picture
from seller_desk.core.media.closer import closer_look
from seller_desk.core.media.ground import whitened
from seller_desk.core.media.ocr import Engine
from seller_desk.core.media.stamp import font

FONT = str(resources_dir() / "fonts" / "stamp.otf")
WORDS = (
    "FREE SHIPPING",
    "BEST SELLER",
    "50% OFF",
    "www.shop.com",
    "新款包邮",
    "Made by ACME",
    "2 Year Warranty",
)


def thing(random, background=(255, 255, 255), side=1600):
    """A drawn product: a body with parts of its own, shading and grain, of any size."""
    image = Image.new("RGB", (side, side), background)
    pen = ImageDraw.Draw(image)
    reach = random.uniform(0.3, 0.46) * side
    middle = side / 2
    body = tuple(random.randrange(20, 215) for _channel in range(3))
    box = (middle - reach, middle - reach * 0.8, middle + reach, middle + reach * 0.8)
    (pen.ellipse if random.random() < 0.5 else pen.rectangle)(box, fill=body)
    for _part in range(14):
        x, y = random.uniform(box[0], box[2] - 90), random.uniform(box[1] + 60, box[3] - 150)
        size = random.uniform(20, 130)
        tone = tuple(max(0, one - random.randrange(10, 70)) for one in body)
        if abs(x - middle) + size < reach * 0.7 and abs(y - middle) + size < reach * 0.55:
            pen.ellipse((x, y, x + size, y + size), fill=tone)
    return image


def data_of(image, kind="JPEG", **save):
    buffer = io.BytesIO()
    image.save(buffer, kind, **({"quality": 92} if kind == "JPEG" and not save else save))
    return buffer.getvalue()


def decode(data):
    Image.open(io.BytesIO(data)).load()


def on_threads(work, many, threads):
    began = time.perf_counter()
    if threads == 1:
        for one in many:
            work(one)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, many))
    return (time.perf_counter() - began) / len(many)


def measuring():
    """Interleaved, medians of seven rounds over twelve pictures."""
    random = Random(4)
    many = [data_of(thing(random)) for _picture in range(12)]
    ways = {
        "decode": (decode, 1),
        "decode_2": (decode, 2),
        "measured": (inspect_image, 1),
        "measured_2": (inspect_image, 2),
        "closer_2": (lambda one: inspect_image(one, closer=True), 2),
    }
    times = {name: [] for name in ways}
    for _round in range(7):
        for name, (work, threads) in ways.items():
            times[name].append(on_threads(work, many, threads))
    base = statistics.median(times["decode"])
    ratios = {name: round(statistics.median(all_) / base, 2) for name, all_ in times.items()}
    return {"decode_ms": round(base * 1000, 2), "ratios": ratios}


def looking(engine):
    """Seconds of the detector and of the whole closer look, after the models are loaded."""
    random = Random(8)
    pictures = [thing(random) for _picture in range(10)]
    closer_look(pictures[0], engine)
    detector, whole = [], []
    for one in pictures:
        small = picture.upright(one, 640)
        began = time.perf_counter()
        engine.find(small)
        detector.append(time.perf_counter() - began)
        began = time.perf_counter()
        closer_look(one, engine)
        whole.append(time.perf_counter() - began)
    return {
        "detector_s": round(statistics.median(detector), 3),
        "closer_look_s": round(statistics.median(whole), 3),
    }


def overlays(engine):
    """Drawn things on four backgrounds, every second one with words laid over it."""
    random, hits = Random(11), {"found": 0, "missed": 0, "wrong": 0, "clean": 0}
    for number in range(48):
        ground = ((255, 255, 255), (246, 242, 232), (225, 225, 228), (190, 205, 220))[number % 4]
        image = thing(random, ground, 1000)
        written = number // 4 % 2 == 0
        if written:
            size = random.choice((24, 36, 48, 70))
            place = (random.choice((20, 380)), random.choice((16, 1000 - size - 24)))
            ink = random.choice(((200, 20, 20), (30, 30, 30), (110, 110, 110)))
            ImageDraw.Draw(image).text(place, random.choice(WORDS), font=font(FONT, size), fill=ink)
        told = any(one["ground"] >= 0.5 for one in closer_look(image, engine)["regions"])
        hits[("found" if told else "missed") if written else ("wrong" if told else "clean")] += 1
    return rates(hits)


def rates(hits):
    found, missed, wrong = hits["found"], hits["missed"], hits["wrong"]
    return {
        "precision": round(found / max(1, found + wrong), 3),
        "recall": round(found / max(1, found + missed), 3),
        **hits,
    }


def whitening():
    """Of the product's pixels, how many were changed; of the background's, how many are white. Known from drawing."""
    random = Random(5)
    touched, white, done = [], [], 0
    for _picture in range(24):
        ground = random.choice(((246, 242, 232), (240, 240, 240), (250, 250, 252), (232, 230, 228)))
        body = random.choice(((60, 90, 140), (200, 190, 180), (250, 250, 250), (20, 20, 20)))
        image, mask = Image.new("RGB", (900, 900), ground), Image.new("L", (900, 900), 0)
        box = (random.randrange(80, 250), 150, random.randrange(600, 820), 760)
        edge = tuple(max(0, one - 30) for one in body)
        ImageDraw.Draw(image).ellipse(box, fill=body, outline=edge, width=4)
        ImageDraw.Draw(mask).ellipse(box, fill=255)
        grain = np.random.default_rng(random.randrange(99)).normal(0, 1.2, (900, 900, 3))
        noisy = Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
        made, _left = whitened(noisy)
        if made is None:
            continue
        done += 1
        inside = np.asarray(mask) == 255
        changed = (np.asarray(made) != np.asarray(noisy)).any(2)
        touched.append(float(changed[inside].mean()))
        white.append(float((np.asarray(made)[~inside].min(1) >= 254).mean()))
    return {
        "whitened": f"{done} of 24",
        "product_touched_most": round(max(touched), 5),
        "background_white_least": round(min(white), 4),
    }


def twins():
    """Alike pictures found, others not; and 20,000 marks against each other."""
    random, hits = Random(6), {"found": 0, "missed": 0, "wrong": 0, "clean": 0}
    shapes = []
    for _picture in range(30):
        image = thing(random, side=800)
        first = inspect_image(data_of(image), closer=True).shape
        padded = Image.new("RGB", (1100, 900), "white")
        padded.paste(image, (150, 50))
        for other in (image.resize((500, 500)), padded, image.filter(ImageFilter.GaussianBlur(1))):
            same = alike(first, inspect_image(data_of(other, quality=60), closer=True).shape)
            hits["found" if same else "missed"] += 1
        hits["wrong"] += sum(alike(first, one) for one in shapes)
        hits["clean"] += len(shapes)
        shapes.append(first)
    marks = [
        (n, Shape(mark=f"{random.getrandbits(128):032x}", tones="80" * 27)) for n in range(20_000)
    ]
    times = {}
    for count in (5_000, 20_000):
        began = time.perf_counter()
        alike_pairs(marks[:count])
        times[count] = round(time.perf_counter() - began, 2)
    return {**rates(hits), "seconds_5000": times[5_000], "seconds_20000": times[20_000]}


def labelled(folder, engine):
    """Against labels made by eye: white background (transparent ones are told apart), fill, any text or logo."""
    rows = list(csv.DictReader((folder / "labels.tsv").open(encoding="utf-8"), delimiter="\t"))
    ground, texts = (dict.fromkeys(("found", "missed", "wrong", "clean"), 0) for _kind in range(2))
    clear, off = 0, []
    overlaid = 0
    for row in rows:
        data = (folder / row["file"]).read_bytes()
        report = inspect_image(data)
        transparent = row["note"].startswith("TRANSPARENT")
        clear += report.transparent == transparent
        if not transparent:
            bad, told = row["white_bg"] == "no", not report.ring_white
            ground[("found" if told else "missed") if bad else ("wrong" if told else "clean")] += 1
        if report.ring_white:
            off.append(abs(report.fill * 100 - float(row["measured_nonwhite_bbox_pct"])))
        kind = "png" if row["file"].endswith("png") else "webp"
        image = picture.upright(picture.open_picture(data, kind), 100_000)
        regions = closer_look(image, engine)["regions"]
        overlaid += any(one["ground"] >= 0.5 for one in regions)
        has = row["text_or_logo"] == "yes"
        texts[("found" if regions else "missed") if has else ("wrong" if regions else "clean")] += 1
    return {
        "files": len(rows),
        "transparent_told": f"{clear} of {len(rows)}",
        "background_not_white": rates(ground),
        "fill_off_at_most": round(max(off, default=0.0), 2),
        "any_text_or_logo": rates(texts),
        "said_to_be_laid_over": overlaid,
    }


def main():
    engine = Engine()
    found = {
        "measuring": measuring(),
        "looking": looking(engine),
        "overlay_text": overlays(engine),
        "whitening": whitening(),
        "alike": twins(),
    }
    if len(sys.argv) > 1:
        found["labelled"] = labelled(Path(sys.argv[1]), engine)
    print(json.dumps(found, indent=1))
    ratio = found["measuring"]["ratios"]["measured_2"]
    print(f"two threads / decode on one: {ratio} (goal 1.1)")


if __name__ == "__main__":
    main()
