# servers.py - web servers that give a folder on this machine
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import gzip
import http.client
import os
import socket
import subprocess
import time
from pathlib import Path

MODULES = ('alias', 'authz_core', 'deflate', 'dir', 'filter', 'headers', 'mime', 'mpm_event', 'rewrite')


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Answer:
    def __init__(self, response, body):
        self.status, self.headers = response.status, {name.lower(): value for name, value in response.getheaders()}
        self.text = (gzip.decompress(body) if self.headers.get('content-encoding') == 'gzip' else body).decode(errors='replace')
        self.to = self.headers.get('location', '').split('.invalid')[-1]
        if '://' in self.to:
            self.to = '/' + self.to.split('/', 3)[3]


class Server:
    def __init__(self, port):
        self.port = port

    def get(self, path, language=None, packed=False):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        headers = {'Accept-Language': language} if language else {}
        connection.request('GET', path, headers=headers | ({'Accept-Encoding': 'gzip'} if packed else {}))
        response = connection.getresponse()
        return Answer(response, response.read())


def wait_for(port, process, log):
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(('127.0.0.1', port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(.05)
    raise SystemExit('the server does not start: ' + (log.read_text() if log.exists() else 'it says nothing'))


@contextlib.contextmanager
def running(command, port, log):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log.open('a'))
    try:
        wait_for(port, process, log)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(30)


def own_user():
    """A server that root starts must not stay root; anybody else's stays whose it is."""
    return 'User www-data\nGroup www-data\n' if os.geteuid() == 0 else ''


def apache(work, root, override):
    port, log = free_port(), work / 'apache.log'
    config = work / 'apache.conf'
    load = ''.join(f'LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n' for name in MODULES)
    config.write_text(f'''ServerRoot {work}
{load}{own_user()}Listen 127.0.0.1:{port}
ServerName x.invalid
PidFile {work}/apache.pid
Mutex file:{work}
ErrorLog {log}
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory />
  AllowOverride None
  Require all granted
</Directory>
<Directory {root}>
  AllowOverride {override}
</Directory>
''')
    return running(['/usr/sbin/apache2', '-f', config, '-D', 'FOREGROUND'], port, log)


def nginx(work, root, rules):
    port, log = free_port(), work / 'nginx.log'
    config = work / 'nginx.conf'
    user = 'user www-data;\n' if os.geteuid() == 0 else ''
    temporary = ''.join(f'{name}_temp_path {work}/{name};\n' for name in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
    config.write_text(f'''{user}daemon off;
pid {work}/nginx.pid;
error_log {log};
events {{ }}
http {{
access_log off;
types {{ text/html html; text/css css; application/javascript js; image/webp webp; }}
{temporary}server {{
listen 127.0.0.1:{port};
root {root};
include {rules};
}}
}}
''')
    return running(['/usr/sbin/nginx', '-c', config, '-e', log], port, log)
