"""Bytes on their way in: unpacked, cut into lines, decoded, and bounded."""
