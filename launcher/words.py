"""Every sentence the launcher says, in Korean and English, chosen by the terminal's language."""

from __future__ import annotations

import os

SENTENCES = {
    "needs_python": (
        "Python 3.11 이상이 필요합니다. 현재 버전: {version}",
        "Python 3.11 or newer is needed; this is {version}.",
    ),
    "needs_venv": (
        "가상환경을 만들 수 없습니다. python3-venv 패키지를 설치한 뒤 다시 실행하세요.\n{detail}",
        "Cannot make a virtual environment. Install the package python3-venv, then try again.\n"
        "{detail}",
    ),
    "venv": ("가상환경 만드는 중: {path}", "Making the virtual environment: {path}"),
    "venv_heal": (
        "중단된 설치를 지우고 다시 설치합니다: {path}",
        "An earlier installation was interrupted; starting it afresh: {path}",
    ),
    "install": ("패키지 {count}개 설치 중", "Installing {count} packages"),
    "fetching": ("  패키지 {done}/{count}", "  package {done} of {count}"),
    "unpacking": ("  {count}개 푸는 중", "  unpacking {count}"),
    "install_failed": (
        "패키지 설치에 실패했습니다. 기록: {log}\n{detail}",
        "The packages could not be installed. Log: {log}\n{detail}",
    ),
    "no_space": (
        "디스크 공간이 부족합니다: {path} (여유 {free} MB, 필요 {need} MB). "
        "공간을 확보한 뒤 다시 실행하세요.",
        "Not enough disk space at {path}: {free} MB free, {need} MB needed. "
        "Make room, then start again.",
    ),
    "disk_full": (
        "디스크가 가득 찼습니다({path}). 공간을 확보한 뒤 다시 실행하면 이어집니다.",
        "The disk is full ({path}). Make room and start again; it continues from there.",
    ),
    "bad_port": (
        "PORT={value}: 1에서 65535 사이의 숫자여야 합니다.",
        "PORT={value}: use a number from 1 to 65535.",
    ),
    "port_in_use": (
        "포트 {port}번을 다른 프로그램이 쓰고 있습니다. 예: make run PORT={other}",
        "Port {port} is in use by another program. Try: make run PORT={other}",
    ),
    "already_running": (
        "이 데이터 폴더({path})는 이미 실행 중입니다: {url} (프로세스 {pid}). "
        "멈추려면: python3 -m launcher stop",
        "This data folder ({path}) is already in use: {url} (process {pid}). "
        "To stop it: python3 -m launcher stop",
    ),
    "being_set_up": (
        "다른 설치가 같은 폴더에서 진행 중입니다: {path}",
        "Another set-up is at work in the same folder: {path}",
    ),
    "not_yours": (
        "이 폴더를 쓸 권한이 없습니다: {path}. 소유한 사용자로 실행하거나 DATA_DIR을 바꾸세요.",
        "No permission to use {path}. Run as its owner, or choose another DATA_DIR.",
    ),
    "leftovers": (
        "지난 실행에서 남은 프로세스 {count}개를 정리합니다",
        "Ending {count} processes left by an earlier run",
    ),
    "database_init": ("데이터베이스 만드는 중", "Making the database"),
    "database_elsewhere": (
        "root로 실행 중이며 데이터베이스 계정이 {asked}에 접근할 수 없어 {path}에 둡니다",
        "Running as root, and the database's user cannot reach {asked}: it is kept in {path}",
    ),
    "services": (
        "데이터베이스와 메시지 서버 시작 중",
        "Starting the database and the message broker",
    ),
    "service_failed": (
        "{name} 시작에 실패했습니다. 기록: {log}\n{detail}",
        "{name} did not start. Log: {log}\n{detail}",
    ),
    "wrong_version": (
        "데이터는 PostgreSQL {found} 형식이지만 설치된 버전은 {wanted}입니다: {path}",
        "The data was written by PostgreSQL {found}, but {wanted} is installed: {path}",
    ),
    "no_binaries": (
        "{name} 실행 파일이 이 컴퓨터용으로 설치되지 않았습니다. {variable}을(를) 지정하세요.",
        "There is no {name} program for this machine. Set {variable} instead.",
    ),
    "damaged": (
        "데이터 폴더가 온전하지 않습니다. 없는 파일: {path}. 백업에서 되살리세요.",
        "The data folder is not whole; missing: {path}. Restore it from a backup.",
    ),
    "messages": ("번역 파일 만드는 중", "Compiling the translations"),
    "static": ("화면 파일 모으는 중", "Collecting the front-end files"),
    "migrate": ("데이터베이스 구조 갱신 중", "Bringing the database up to date"),
    "load_reference": ("기준 자료 불러오는 중", "Loading the reference data"),
    "load_nkpei": ("신경제구상 기준 로드맵 불러오는 중", "Loading the NKPEI reference plan"),
    "seed_people": ("시험용 사용자 만드는 중", "Making the people to try it with"),
    "step_failed": (
        "실패했습니다: {step}. 기록: {log}\n{detail}",
        "The step “{step}” failed. Log: {log}\n{detail}",
    ),
    "starting": ("웹, 작업자, 일정 실행기 시작 중", "Starting web, worker and beat"),
    "not_ready": (
        "{seconds}초 안에 준비되지 않았습니다. 상태: {detail}. 기록: {log}",
        "Not ready within {seconds} s. State: {detail}. Logs: {log}",
    ),
    "ready": ("Ready: {url}", "Ready: {url}"),
    "ready_note": (
        "위 주소는 한 번만 쓸 수 있는 로그인 주소입니다. 멈추려면 Ctrl-C. 데이터: {path}",
        "That address signs you in once. Ctrl-C stops everything. Data: {path}",
    ),
    "restarting": (
        "{name} 종료됨({how}). {delay}초 뒤 다시 시작합니다. 기록: {log}",
        "{name} ended ({how}); starting it again in {delay} s. Log: {log}",
    ),
    "keeps_ending": (
        "{name}이(가) 계속 종료되어 시작을 멈춥니다. 기록: {log}\n{detail}",
        "{name} keeps ending; giving up the start. Log: {log}\n{detail}",
    ),
    "stopping": ("멈추는 중", "Stopping"),
    "stopped": ("모두 멈췄습니다", "Everything has stopped"),
    "not_running": ("실행 중이 아닙니다: {path}", "Nothing is running on {path}"),
    "still_stopping": (
        "{seconds}초가 지나도 멈추지 않았습니다 (프로세스 {pid})",
        "Still not stopped after {seconds} s (process {pid})",
    ),
    "signal": ("신호 {number}", "signal {number}"),
    "exit_code": ("종료 코드 {number}", "exit code {number}"),
    "usage": (
        "사용법: python3 -m launcher run | stop | status | with-services -- 명령…",
        "Usage: python3 -m launcher run | stop | status | with-services -- COMMAND…",
    ),
    "no_chromium": (
        "브라우저 시험을 건너뜁니다: Chromium이 없습니다 (CHROMIUM으로 지정할 수 있습니다)",
        "Leaving out the browser tests: no Chromium found (CHROMIUM can name one)",
    ),
}


def in_korean() -> bool:
    """As every Unix tool decides: the first of these that is set."""
    chosen = next((os.environ[name] for name in _NAMES if os.environ.get(name)), "")
    return chosen.startswith("ko")


def words(code: str, **values: object) -> str:
    """The sentence for `code` in the terminal's language."""
    korean, english = SENTENCES[code]
    return (korean if in_korean() else english).format(**values)


_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")
