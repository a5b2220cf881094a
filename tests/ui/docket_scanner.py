# SPDX-License-Identifier: GPL-3.0-or-later
"""Types as a scanner does.

The X server stamps each key when it comes to it, and the program tells a scanner from a hand by these stamps. All keys of a code
are therefore handed over in one piece: one by one, a machine with much to do would make a hand of them.
"""

import ctypes

SHIFT = 0xffe1
RETURN = 0xff0d

x11 = ctypes.CDLL("libX11.so.6")
xtest = ctypes.CDLL("libXtst.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XkbKeycodeToKeysym.restype = ctypes.c_ulong
for function, arguments in (
    (x11.XOpenDisplay, [ctypes.c_char_p]),
    (x11.XCloseDisplay, [ctypes.c_void_p]),
    (x11.XSync, [ctypes.c_void_p, ctypes.c_int]),
    (x11.XKeysymToKeycode, [ctypes.c_void_p, ctypes.c_ulong]),
    (x11.XkbKeycodeToKeysym, [ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_int, ctypes.c_int]),
    (xtest.XTestFakeKeyEvent, [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]),
):
    function.argtypes = arguments


def strokes(display, keysym):
    """The keys that are pressed together for a character, whose symbol is its code in Latin 1."""
    keycode = x11.XKeysymToKeycode(display, keysym)
    if x11.XkbKeycodeToKeysym(display, keycode, 0, 0) == keysym:
        return [keycode]
    return [x11.XKeysymToKeycode(display, SHIFT), keycode]


def scan(code):
    """A code with the Return at its end."""
    display = x11.XOpenDisplay(None)
    pressed = [strokes(display, keysym) for keysym in [*map(ord, code), RETURN]]
    for keycodes in pressed:
        for keycode in keycodes:
            xtest.XTestFakeKeyEvent(display, keycode, True, 0)
        for keycode in reversed(keycodes):
            xtest.XTestFakeKeyEvent(display, keycode, False, 0)
    x11.XSync(display, False)
    x11.XCloseDisplay(display)
