"""The machine, and how this process came to run on it: what decides whether a person is there to be told."""

from __future__ import annotations

from envdoctor.facts.machine import Host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

# a vendor says its name; the first that is there counts
CI = (
    ("GITHUB_ACTIONS", "GitHub Actions"), ("GITLAB_CI", "GitLab CI"), ("TF_BUILD", "Azure Pipelines"),
    ("CIRCLECI", "CircleCI"), ("TRAVIS", "Travis CI"), ("BUILDKITE", "Buildkite"), ("JENKINS_URL", "Jenkins"),
    ("TEAMCITY_VERSION", "TeamCity"), ("APPVEYOR", "AppVeyor"), ("BITBUCKET_COMMIT", "Bitbucket Pipelines"),
    ("DRONE", "Drone"), ("CODEBUILD_BUILD_ARN", "AWS CodeBuild"), ("CIRRUS_CI", "Cirrus CI"),
    ("SEMAPHORE", "Semaphore"), ("NETLIFY", "Netlify"), ("NOW_BUILDER", "Vercel"), ("VERCEL", "Vercel"),
    ("CF_PAGES", "Cloudflare Pages"), ("RENDER", "Render"), ("HARNESS_BUILD_ID", "Harness"),
    ("GITEA_ACTIONS", "Gitea Actions"), ("BUILDER_OUTPUT", "Google Cloud Build"), ("PROW_JOB_ID", "Prow"),
    ("EARTHLY_CI", "Earthly"), ("CM_BUILD_ID", "Codemagic"), ("bamboo_planKey", "Bamboo"),
    ("GO_PIPELINE_LABEL", "GoCD"), ("SCREWDRIVER", "Screwdriver"), ("SAILCI", "Sail CI"), ("XCS", "Xcode Server"),
    ("CI_XCODE_PROJECT", "Xcode Cloud"), ("EAS_BUILD", "Expo"), ("AGOLA_GIT_REF", "Agola"),
    ("READTHEDOCS", "Read the Docs"), ("BUILD_BUILDID", "Azure Pipelines"), ("PIP_IS_CI", "CI"),
)  # fmt: skip
# names that some service sets and that any program might: they count only where no person is at a terminal
CI_WEAK = (
    "CI_APP_ID", "CI_BUILD_ID", "CI_BUILD_NUMBER", "CI_NAME", "CONTINUOUS_INTEGRATION", "BUILD_ID", "BUILD_NUMBER",
    "RUN_ID", "TASK_ID",
)  # fmt: skip
NOTEBOOKS = (
    ("JPY_PARENT_PID", "Jupyter"), ("COLAB_RELEASE_TAG", "Google Colab"), ("KAGGLE_KERNEL_RUN_TYPE", "Kaggle"),
    ("DATABRICKS_RUNTIME_VERSION", "Databricks"), ("DEEPNOTE_PROJECT_ID", "Deepnote"),
    ("BINDER_SERVICE_HOST", "Binder"),
)  # fmt: skip
_CGROUPS = (b"docker", b"kubepods", b"containerd", b"lxc", b"podman")


def look(system: System, _snap: Snapshot) -> Host:
    """Read the environment variables, and two or three marker files."""
    env = system.env
    container = _container(system)
    kernel = system.release().lower()
    return Host(
        system=system.name,
        home=env.get("HOME") or env.get("USERPROFILE") or None,
        ci=_ci(env, terminal=system.terminal),
        container=container,
        notebook=_notebook(env),
        hook=_hook(env, terminal=system.terminal),
        # a container on Docker Desktop shares the kernel of WSL and is none
        wsl=not container and ("microsoft" in kernel or "wsl" in kernel or "WSL_DISTRO_NAME" in env),
        superuser=system.user() == 0,
        sudo_user=env.get("SUDO_USER") or env.get("DOAS_USER") or env.get("PKEXEC_UID") or "",
    )


def _ci(env: Mapping[str, str], *, terminal: bool) -> str:
    said = env.get("CI", "")
    if said.lower() == "false":
        return ""
    for name, vendor in CI:
        if env.get(name):
            return vendor
    if said == "woodpecker":
        return "Woodpecker"
    if "PRE_COMMIT" in env and env.get("HOME") == "/pc":
        return "pre-commit.ci"
    if said or (not terminal and any(env.get(name) for name in CI_WEAK)):
        return "CI"
    return ""


def _notebook(env: Mapping[str, str]) -> str:
    for name, vendor in NOTEBOOKS:
        if name in env:
            return vendor
    return "SageMaker" if any(name.startswith("SAGEMAKER_") for name in env) else ""


def _hook(env: Mapping[str, str], *, terminal: bool) -> str:
    if "PRE_COMMIT" in env:
        return "prek" if "PREK_HOOK_STAGE" in env else "pre-commit"
    if "GIT_INDEX_FILE" in env or "GIT_EXEC_PATH" in env:
        return "git hook"
    # VS Code's own terminals have these variables too
    if not terminal and any(name.startswith("VSCODE_GIT_") for name in env):
        return "VS Code"
    return ""


def _container(system: System) -> str:
    for path in ("/.dockerenv", "/run/.containerenv"):
        if system.kind(path):
            return path
    for name in ("container", "KUBERNETES_SERVICE_HOST"):
        if system.env.get(name):
            return name
    if system.name != "linux":
        return ""
    try:
        groups = system.head("/proc/1/cgroup")
    except OSError:
        return ""
    return next((name.decode() for name in _CGROUPS if name in groups), "")
