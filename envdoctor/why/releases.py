"""Which modules each release of Python has. Written by docs/standard_library.py, which asked the Pythons."""

from __future__ import annotations

# the standard library: release, what it adds, what it takes away
ALL = (
    (
        "3.6",
        (
            "__future__ _ast _asyncio _bisect _blake2 _bootlocale _bz2 _codecs _codecs_cn _codecs_hk "
            "_codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle "
            "_compression _crypt _csv _ctypes _ctypes_test _curses _curses_panel _datetime _decimal _dummy_thread "
            "_elementtree _functools _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec "
            "_multiprocessing _opcode _operator _osx_support _pickle _posixsubprocess _pydecimal _pyio _random "
            "_sha1 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _string _strptime "
            "_struct _symtable _thread _threading_local _tkinter _tracemalloc _warnings _weakref _weakrefset abc "
            "aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii "
            "binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop "
            "collections colorsys compileall concurrent configparser contextlib copy copyreg crypt csv ctypes "
            "curses datetime dbm decimal difflib dis distutils doctest dummy_threading email encodings ensurepip "
            "enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc "
            "genericpath getopt getpass gettext glob grp gzip hashlib heapq hmac html http idlelib imaplib imghdr "
            "imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma "
            "macpath macurl2path mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc "
            "nis nntplib ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb "
            "pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty "
            "pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource "
            "rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib "
            "sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics "
            "string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile "
            "telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize trace "
            "traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv "
            "warnings wave weakref webbrowser wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib "
        ),
        "",
    ),
    ("3.7", ("_abc _contextvars _hashlib _py_abc _queue _uuid contextvars dataclasses "), ("macurl2path ")),
    ("3.8", ("_posixshmem _statistics "), ("macpath ")),
    (
        "3.9",
        ("_aix_support _bootsubprocess _peg_parser _zoneinfo graphlib zoneinfo "),
        ("_dummy_thread dummy_threading "),
    ),
    (
        "3.10",
        (
            "_dbm _frozen_importlib _frozen_importlib_external _gdbm _msi _overlapped _scproxy _winapi msilib "
            "msvcrt nt winreg winsound "
        ),
        ("_bootlocale _ctypes_test _peg_parser formatter parser symbol "),
    ),
    ("3.11", ("_tokenize _typing tomllib "), ("binhex ")),
    (
        "3.12",
        ("_pydatetime _pylong _sha2 "),
        ("_bootsubprocess _sha256 _sha512 asynchat asyncore distutils imp smtpd "),
    ),
    (
        "3.13",
        (
            "_android_support _colorize _interpchannels _interpqueues _interpreters _ios_support _opcode_metadata "
            "_pyrepl _suggestions _sysconfig _wmi "
        ),
        (
            "_crypt _msi aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev "
            "pipes sndhdr spwd sunau telnetlib uu xdrlib "
        ),
    ),
)

# compiled into the interpreter in a usual build for POSIX
BUILT_IN = (
    (
        "3.6",
        (
            "_ast _codecs _collections _functools _imp _io _locale _operator _signal _sre _stat _string _symtable "
            "_thread _tracemalloc _warnings _weakref atexit builtins errno faulthandler gc itertools marshal "
            "posix pwd sys time xxsubtype zipimport "
        ),
        "",
    ),
    ("3.7", ("_abc "), ("")),
    ("3.8", (""), ("zipimport ")),
    ("3.9", ("_peg_parser "), ("")),
    ("3.10", (""), ("_peg_parser ")),
    ("3.11", ("_tokenize "), ("")),
    ("3.12", ("_typing "), ("xxsubtype ")),
    ("3.13", ("_suggestions _sysconfig "), ("")),
)

# compiled, and files of their own in a usual build for POSIX
COMPILED = (
    (
        "3.6",
        (
            "_asyncio _bisect _blake2 _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw "
            "_crypt _csv _ctypes _ctypes_test _curses _curses_panel _datetime _decimal _elementtree _heapq _json "
            "_lsprof _lzma _md5 _multibytecodec _multiprocessing _opcode _pickle _posixsubprocess _random _sha1 "
            "_sha256 _sha3 _sha512 _socket _sqlite3 _ssl _struct _tkinter array audioop binascii cmath fcntl grp "
            "math mmap nis ossaudiodev parser pyexpat readline resource select spwd syslog termios unicodedata "
            "zlib "
        ),
        "",
    ),
    ("3.7", ("_contextvars _hashlib _queue _uuid "), ("")),
    ("3.8", ("_posixshmem _statistics "), ("")),
    ("3.9", ("_zoneinfo "), ("")),
    ("3.10", (""), ("_ctypes_test parser ")),
    ("3.11", ("_typing "), ("")),
    ("3.12", ("_sha2 "), ("_sha256 _sha512 _typing ")),
    ("3.13", ("_interpchannels _interpqueues _interpreters "), ("_crypt audioop nis ossaudiodev spwd ")),
)

# found in the interpreter before any file is looked for
FROZEN = (
    ("3.6", (""), ""),
    ("3.7", (""), ("")),
    ("3.8", ("zipimport "), ("")),
    ("3.9", (""), ("")),
    ("3.10", ("_frozen_importlib _frozen_importlib_external "), ("")),
    ("3.11", ("_collections_abc _sitebuiltins abc codecs genericpath io ntpath os posixpath runpy site stat "), ("")),
    ("3.12", (""), ("")),
    ("3.13", (""), ("")),
)

# imported before the first line of a program is run
STARTED = (
    (
        "3.6",
        (
            "__main__ _bootlocale _codecs _collections_abc _frozen_importlib _frozen_importlib_external _imp _io "
            "_locale _signal _sitebuiltins _thread _warnings _weakref _weakrefset abc builtins codecs encodings "
            "genericpath io marshal os posix posixpath site stat sys zipimport "
        ),
        "",
    ),
    ("3.7", ("_abc "), ("_weakrefset ")),
    ("3.8", ("time "), ("_bootlocale _locale ")),
    ("3.9", (""), ("")),
    ("3.10", (""), ("")),
    ("3.11", (""), ("")),
    ("3.12", (""), ("")),
    ("3.13", ("linecache "), ("")),
)
