"""Pages made of text and place, without recognition: rows of (x, y, text)."""

from seller_desk.core.documents.reading.model import PageText, TextLine


def page(*rows, size=(1000, 1400), height=30, sure=0.99, slope=0.0, number=1):
    """A page whose lines stand at these places; Chinese characters are as wide as high, others half."""
    lines = []
    for x, y, text in rows:
        wide = sum(height if ord(char) > 0x2E7F else height / 2 for char in text)
        y1, y2 = y + slope * x, y + slope * (x + wide)
        quad = ((x, y1), (x + wide, y2), (x + wide, y2 + height), (x, y1 + height))
        box = (round(x), round(min(y1, y2)), round(wide), round(height + abs(y2 - y1)))
        lines.append(TextLine(text=text, confidence=sure, page=number, box=box, quad=quad))
    return PageText(number=number, size=size, source="ocr", lines=lines)
