# camera.py - pictures as cameras, editors and those who mean harm make them
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import struct
import subprocess
import zlib

PLACE = b'44 48 31.7'  # what nobody is to learn from a picture
SERIAL = b'CAMERA-SERIAL-90210'


def draw(path, size, *how):
    """A picture that ImageMagick makes; HOW says what is on it."""
    subprocess.run(['convert', '-size', size, *(how or ('plasma:tan-blue', '-seed', '4')), '-strip', str(path)], check=True)


def entry(tag, kind, count, value):
    return struct.pack('<HHI', tag, kind, count) + value.ljust(4, b'\0')


def exif(orientation=1, artist=b'Ana Ili\xc4\x87', copyright_=b'(c) River Desk'):
    """An Exif segment with a place, a serial number and two names in it."""
    texts, at = b'', 8 + 2 + 5 * 12 + 4
    entries = [entry(0x0112, 3, 1, struct.pack('<H', orientation))]
    for tag, text in ((0x013b, artist + b'\0'), (0x8298, copyright_ + b'\0'), (0xa431, SERIAL + b'\0')):
        entries.append(entry(tag, 2, len(text), struct.pack('<I', at + len(texts))))
        texts += text
    place = PLACE + b'\0'
    entries.append(entry(0x8825, 4, 1, struct.pack('<I', at + len(texts))))
    gps = struct.pack('<H', 1) + entry(0x001c, 7, len(place), struct.pack('<I', at + len(texts) + 18)) + bytes(4) + place
    entries.sort()
    body = b'II*\0' + struct.pack('<I', 8) + struct.pack('<H', len(entries)) + b''.join(entries) + bytes(4) + texts + gps
    return segment(0xe1, b'Exif\0\0' + body)


def iptc(**values):
    numbers = {'by_line': 80, 'city': 90, 'credit': 110, 'copyright': 116}
    sets = b''.join(struct.pack('>BBBH', 0x1c, 2, numbers[name], len(value)) + value for name, value in values.items())
    return segment(0xed, b'Photoshop 3.0\x008BIM\x04\x04\0\0' + struct.pack('>I', len(sets)) + sets + b'\0' * (len(sets) % 2))


def xmp(words):
    return segment(0xe1, b'http://ns.adobe.com/xap/1.0/\0' + words.encode())


def segment(marker, data):
    return struct.pack('>BBH', 0xff, marker, len(data) + 2) + data


def add_segments(path, *segments):
    """Puts them behind a JPEG's first two bytes."""
    data = path.read_bytes()
    path.write_bytes(data[:2] + b''.join(segments) + data[2:])


def chunk(name, data):
    return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))


def write_bomb(path, side):
    """A PNG that says it has SIDE pixels each way, in some hundred bytes."""
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', side, side, 1, 0, 0, 0, 0)) +
                     chunk(b'IDAT', zlib.compress(bytes(4000))) + chunk(b'IEND', b''))
