"""The QR code of a link, for a television's remote control has no keyboard."""

from __future__ import annotations

import base64
import io

import qrcode
from qrcode.image.svg import SvgPathImage


def link_picture(link: str) -> str:
    """A ``data:`` address of an SVG picture that a camera reads as the link."""
    image = qrcode.make(link, image_factory=SvgPathImage, border=4)
    with io.BytesIO() as file:
        image.save(file)
        encoded = base64.b64encode(file.getvalue()).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}"
