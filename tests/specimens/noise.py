"""What happens to a paper between the desk and the file: a clean scan, a light one, a phone's photo. The same every time."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

LEVELS = ("clean", "light", "phone")


def taken(image: Image.Image, level: str, seed: int = 1) -> Image.Image:
    """The picture as this device takes it, after its JPEG."""
    return {"clean": clean, "light": light, "phone": phone}[level](image, seed)


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    held = io.BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=quality)
    return Image.open(io.BytesIO(held.getvalue())).convert("RGB")


def clean(image: Image.Image, _seed: int = 1) -> Image.Image:
    """A flat-bed scan."""
    return _jpeg(image, 90)


def light(image: Image.Image, seed: int = 1) -> Image.Image:
    """Up to 3 degrees askew, soft, a little noise, JPEG 75."""
    rng = np.random.default_rng(seed)
    angle = 3.0 * (1 if seed % 2 else -1)
    turned = image.rotate(
        angle, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=(246, 246, 244)
    )
    soft = turned.filter(ImageFilter.GaussianBlur(max(image.size) / 2400))
    pixels = np.asarray(soft, np.float32) + rng.normal(0, 4, (soft.height, soft.width, 1))
    return _jpeg(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), 75)


def phone(image: Image.Image, seed: int = 1) -> Image.Image:
    """Perspective on a table, a shadow, noise, JPEG 45, long side 1,600 pixels."""
    rng = np.random.default_rng(seed)
    side = 1600
    scale = side * 0.9 / max(image.size)
    small = image.resize(
        (round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS
    )
    wide, high = small.size
    room = round(side * 0.05)
    canvas = (wide + 2 * room, high + 2 * room)
    shift = rng.uniform(0.1, 0.9, (4, 2)) * room
    corners = [
        (shift[0][0], shift[0][1]),
        (canvas[0] - shift[1][0], shift[1][1]),
        (canvas[0] - shift[2][0], canvas[1] - shift[2][1]),
        (shift[3][0], canvas[1] - shift[3][1]),
    ]
    table = Image.new("RGB", canvas, (128, 104, 84))
    warped = small.transform(
        canvas,
        Image.Transform.PERSPECTIVE,
        _coefficients(corners, [(0, 0), (wide, 0), (wide, high), (0, high)]),
        Image.Resampling.BICUBIC,
    )
    mask = Image.new("L", canvas, 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    table.paste(warped, (0, 0), mask)
    pixels = np.asarray(table.filter(ImageFilter.GaussianBlur(0.6)), np.float32)
    across = np.linspace(0, 1, canvas[0], dtype=np.float32)[None, :]
    down = np.linspace(0, 1, canvas[1], dtype=np.float32)[:, None]
    side_of = across if seed % 2 else 1 - across
    shadow = 1.0 - 0.38 * np.clip((side_of + 0.5 * down - 0.7) * 1.6, 0, 1)
    pixels = pixels * shadow[:, :, None] * np.array([1.0, 0.985, 0.95], np.float32)
    pixels = pixels + rng.normal(0, 7, pixels.shape)
    return _jpeg(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), 45)


def _coefficients(target, source):
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    answer = np.linalg.solve(np.array(rows, float), np.array(source, float).reshape(8))
    return answer.tolist()
