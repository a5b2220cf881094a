# SPDX-License-Identifier: GPL-3.0-or-later
"""A display, a message bus and a home of their own for programs with a window."""

import atexit
import os
import shutil
import subprocess
import tempfile


class Session:
    """A display, a message bus and a home that go away with the process."""

    def __init__(self):
        self.scratch = tempfile.mkdtemp(prefix="docket-ui-")
        self.processes = []
        atexit.register(self.end)
        for folder in ("home", "run"):
            os.mkdir(os.path.join(self.scratch, folder), mode=0o700)
        environment = os.environ
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "WAYLAND_DISPLAY", "XAUTHORITY"):
            environment.pop(name, None)
        environment.update(
            HOME=os.path.join(self.scratch, "home"), XDG_RUNTIME_DIR=os.path.join(self.scratch, "run"),
            GDK_BACKEND="x11", GSK_RENDERER="cairo", GIO_USE_VFS="local", GSETTINGS_BACKEND="memory",
            ADW_DISABLE_PORTAL="1", NO_AT_BRIDGE="0", G_DEBUG="fatal-warnings", LC_ALL="C.UTF-8", LANGUAGE="en", TZ="UTC")
        environment["DISPLAY"] = ":" + self.start_and_read(
            "Xvfb", "-displayfd", "{fd}", "-screen", "0", "1100x720x24", "-nolisten", "tcp", "-noreset")
        environment["DBUS_SESSION_BUS_ADDRESS"] = self.start_and_read(
            "dbus-daemon", "--session", "--nofork", "--print-address={fd}")

    def start_and_read(self, *command):
        """Starts a program that says in one line on a descriptor where it can be reached."""
        reader, writer = os.pipe()
        log = open(os.path.join(self.scratch, command[0] + ".log"), "wb")
        self.processes.append(subprocess.Popen(
            [part.format(fd=writer) for part in command], pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=log, stderr=log))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            line = pipe.readline().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start; see {log.name}")
        return line

    def end(self):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.scratch, ignore_errors=True)
