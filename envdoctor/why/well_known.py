"""Modules whose distribution has another name: what people import most and cannot guess. Made in November 2026.

The names of modules are tried from the longest: `google.cloud.storage` before `google.cloud`. Where several
distributions give the same module, the one that its authors recommend stands here.
"""

from __future__ import annotations

DATE = "2026-11"

_OTHER = """
_cffi_backend cffi
_yaml PyYAML
absl absl-py
adodbapi pywin32
airflow apache-airflow
ansible ansible-core
antlr4 antlr4-python3-runtime
apt python-apt
attr attrs
azure.identity azure-identity
azure.keyvault.secrets azure-keyvault-secrets
azure.storage.blob azure-storage-blob
bidi python-bidi
Bio biopython
bluetooth PyBluez
bs4 beautifulsoup4
bson pymongo
cairo pycairo
can python-can
cassandra cassandra-driver
Cheetah Cheetah3
corsheaders django-cors-headers
cpuinfo py-cpuinfo
crontab python-crontab
Crypto pycryptodome
Cryptodome pycryptodomex
cups pycups
cv2 opencv-python
daemon python-daemon
dateutil python-dateutil
dbus dbus-python
debug_toolbar django-debug-toolbar
decouple python-decouple
discord discord.py
django_filters django-filter
dns dnspython
docx python-docx
dotenv python-dotenv
editor python-editor
engineio python-engineio
environ django-environ
etcd python-etcd
factory factory_boy
faiss faiss-cpu
ffmpeg ffmpeg-python
fitz PyMuPDF
fuse fusepy
geventwebsocket gevent-websocket
gi PyGObject
git GitPython
github PyGithub
gitlab python-gitlab
gnupg python-gnupg
google.ads google-ads
google.api_core google-api-core
google.auth google-auth
google.auth.oauthlib google-auth-oauthlib
google.cloud.aiplatform google-cloud-aiplatform
google.cloud.bigquery google-cloud-bigquery
google.cloud.bigtable google-cloud-bigtable
google.cloud.datastore google-cloud-datastore
google.cloud.firestore google-cloud-firestore
google.cloud.functions google-cloud-functions
google.cloud.language google-cloud-language
google.cloud.logging google-cloud-logging
google.cloud.monitoring google-cloud-monitoring
google.cloud.pubsub google-cloud-pubsub
google.cloud.secretmanager google-cloud-secret-manager
google.cloud.spanner google-cloud-spanner
google.cloud.speech google-cloud-speech
google.cloud.storage google-cloud-storage
google.cloud.tasks google-cloud-tasks
google.cloud.texttospeech google-cloud-texttospeech
google.cloud.translate google-cloud-translate
google.cloud.vision google-cloud-vision
google.genai google-genai
google.generativeai google-generativeai
google.oauth2 google-auth
google.protobuf protobuf
googleapiclient google-api-python-client
graphql graphql-core
grpc grpcio
grpc_health grpcio-health-checking
grpc_reflection grpcio-reflection
grpc_status grpcio-status
grpc_tools grpcio-tools
hydra hydra-core
igraph python-igraph
impala impyla
import_export django-import-export
jenkins python-jenkins
jks pyjks
jnius pyjnius
jose python-jose
jwt PyJWT
kafka kafka-python
keycloak python-keycloak
ldap python-ldap
llama_cpp llama-cpp-python
logstash python-logstash
magic python-magic
markdown_it markdown-it-py
memcache python-memcached
mpl_toolkits matplotlib
multipart python-multipart
mysql mysql-connector-python
mysql.connector mysql-connector-python
MySQLdb mysqlclient
nacl PyNaCl
nmap python-nmap
odf odfpy
onelogin python3-saml
OpenGL PyOpenGL
OpenSSL pyOpenSSL
opentelemetry.context opentelemetry-api
opentelemetry.metrics opentelemetry-api
opentelemetry.trace opentelemetry-api
opentelemetry.exporter.otlp opentelemetry-exporter-otlp
opentelemetry.sdk opentelemetry-sdk
osgeo GDAL
paho paho-mqtt
past future
paste.deploy PasteDeploy
phonenumber_field django-phonenumber-field
PIL Pillow
pkg_resources setuptools
playhouse peewee
pptx python-pptx
psycopg2 psycopg2-binary
pwn pwntools
pylab matplotlib
pynvml nvidia-ml-py
pythoncom pywin32
pythonjsonlogger python-json-logger
pythonosc python-osc
pywintypes pywin32
pyximport Cython
rapidjson python-rapidjson
rest_framework djangorestframework
rest_framework_simplejwt djangorestframework-simplejwt
saml2 pysaml2
serial pyserial
shapefile pyshp
skimage scikit-image
sklearn scikit-learn
skopt scikit-optimize
sksparse scikit-sparse
skvideo scikit-video
slack slackclient
slugify python-slugify
snappy python-snappy
snowflake.connector snowflake-connector-python
snowflake.snowpark snowflake-snowpark-python
socketio python-socketio
socks PySocks
speech_recognition SpeechRecognition
strawberry strawberry-graphql
stdnum python-stdnum
storages django-storages
taggit django-taggit
talib TA-Lib
telebot pyTelegramBotAPI
telegram python-telegram-bot
tlz toolz
tree dm-tree
treebeard django-treebeard
umap umap-learn
usb pyusb
usb1 libusb1
vlc python-vlc
websocket websocket-client
win32api pywin32
win32clipboard pywin32
win32com pywin32
win32con pywin32
win32event pywin32
win32file pywin32
win32gui pywin32
win32pipe pywin32
win32print pywin32
win32process pywin32
win32service pywin32
win32serviceutil pywin32
win32ui pywin32
winerror pywin32
wx wxPython
xdg pyxdg
xdist pytest-xdist
Xlib python-xlib
yaml PyYAML
zmq pyzmq
"""

# top names that many distributions have parts of
SHARED = frozenset({"azure", "backports", "google", "jaraco", "opentelemetry", "ruamel", "snowflake", "zope"})

# those whose distribution is called as the module is
_SAME = """
accelerate aiohttp alembic altair ansible anthropic anyio apache-beam arrow asyncpg attrs babel backoff bcrypt
billiard bitarray black bokeh boto3 botocore bottle build cachetools CairoSVG catboost cattrs cbor2 celery
certifi cffi chardet charset_normalizer CherryPy chromadb click clickhouse-driver cloudinary colorama colorlog
configobj confluent-kafka coverage cryptography curl_cffi Cython dash dash-bootstrap-components dask datasets
dateparser decorator Deprecated Django django-extensions docker docutils dropbox duckduckgo-search
elasticsearch-dsl emoji fabric fake-useragent Faker falcon fastapi fiona flake8 Flask Flask-Bcrypt
Flask-Caching flask-cors Flask-JWT-Extended Flask-Login Flask-Mail Flask-Migrate Flask-RESTful Flask-SocketIO
Flask-SQLAlchemy Flask-WTF folium freezegun ftfy future fuzzywuzzy Genshi gensim geopandas gevent gradio graphene
greenlet gunicorn h5py hatchling html5lib httpx huggingface_hub humanize hypercorn hypothesis idna ImageHash
imageio influxdb-client invoke ipykernel ipython ipywidgets isort itsdangerous jax jaxlib Jinja2 jira
jsonschema jupyter_client jupyterlab keras Kivy kombu kubernetes kubernetes_asyncio langchain
langchain-community langchain-core langchain-openai lark ldap3 Levenshtein lightgbm lightning-fabric
llama-index llvmlite loguru lxml Mako Markdown markdownify MarkupSafe marshmallow matplotlib mistune mkdocs
moto mpi4py msgpack mypy nbconvert nbformat netaddr netCDF4 networkx newrelic nextcord nltk notebook nox numba
numpy oauth2client openai OpenCC openpyxl orjson packaging pandas pandas-datareader paramiko passlib Paste
peewee pendulum pexpect picamera2 pillow_heif pip pipenv playwright plotly poetry polars pony prawcore
prettytable prompt_toolkit psutil psycopg pyarrow pyasn1_modules PyAudio pyautogui pybind11 pycocotools
pycparser pycurl pydantic pydantic-settings pydot pygame pyglet Pygments PyHive pyinstaller pylint pymongo
pymssql PyMySQL pynput pyodbc PyPDF2 pypdfium2 pyperclip pyproj PyQt5 PyQt6 pyramid PyScreeze PySide2 PySide6
pyspark pytesseract pytest pythonping pytorch-lightning pytz qrcode rasterio redis regex requests
requests-oauthlib requests-toolbelt requests_html responses rich ruamel.yaml ruff s3transfer sacremoses sanic
scapy schedule scipy Scrapy seaborn selenium semantic-kernel sentence-transformers sentry-sdk setuptools
shapely simplejson six slack-bolt slack-sdk smart-open smbus2 sounddevice soundfile spacy Sphinx
sphinx-rtd-theme spotipy SQLAlchemy SQLAlchemy-Utils starlette statsmodels streamlit stripe structlog sympy
tabulate tenacity tensorflow tensorflow-datasets tensorflow-hub tensorflow-probability termcolor tesserocr
texttable textual tflite-runtime thrift tiktoken tokenizers toml tomli tomlkit toolz torch torch-geometric
torchaudio torchvision tornado tox tqdm transformers trio twine Twisted typer typing_extensions tzdata tzlocal
ujson Unidecode unidiff urllib3 uvicorn uWSGI virtualenv vobject waitress watchdog webdriver-manager
websockets Werkzeug wheel Whoosh wrapt xgboost xlrd xlsxwriter xlwings yarl youtube_dl yt-dlp zope.component
zope.event zope.interface zope.schema
"""


def distribution(module: str) -> str:
    """Give the distribution that a module comes from; empty: it is not one of these."""
    from envdoctor.facts.installed import normal

    others = dict(line.split() for line in _OTHER.split("\n") if line)
    name = module
    while name:
        if name in others:
            return others[name]
        name = name.rpartition(".")[0]
    same = {normal(one): one for one in _SAME.split()}
    name = module
    while "." in name:
        if "." in same.get(normal(name), ""):  # zope.interface: the full stop is a part of its name
            return same[normal(name)]
        name = name.rpartition(".")[0]
    return "" if name in SHARED else same.get(normal(name), "")


def parts(module: str) -> list[tuple[str, str]]:
    """Give known modules below a shared package, each with its distribution."""
    found = [(line.split()[0], line.split()[1]) for line in _OTHER.split("\n") if line]
    found += [(one, one) for one in _SAME.split() if "." in one]
    return sorted(pair for pair in found if pair[0].startswith(module + "."))


def modules() -> list[str]:
    """Give the top names of all modules in the tables."""
    others = [line.split(" ")[0].partition(".")[0] for line in _OTHER.split("\n") if line]
    return [*dict.fromkeys(others), *(one.lower().replace("-", "_") for one in _SAME.split())]


def imports(name: str) -> list[str]:
    """Give the modules that a distribution gives, where they have another name."""
    from envdoctor.facts.installed import normal

    return [line.split()[0] for line in _OTHER.split("\n") if line and normal(line.split()[1]) == normal(name)]
