#!/usr/bin/env bash
# Writes tool-options.txt: for each tool of the command templates the options that its manual page in Debian knows, and for systemd
# the properties. The packages are downloaded and unpacked into a temporary folder; nothing is installed. Run it in this folder on
# Debian (apt-get update first) when a template uses a new tool or option; the test then needs no tool at all.
set -euo pipefail
export LC_ALL=C
out=$PWD/tool-options.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# tool (with its subcommand) | package | manual page
table='
numactl|numactl|numactl.8
numastat|numactl|numastat.8
sysctl|procps|sysctl.8
free|procps|free.1
ps|procps|ps.1
vmstat|procps|vmstat.8
slabtop|procps|slabtop.1
pgrep|procps|pgrep.1
swapon|mount|swapon.8
swapoff|mount|swapoff.8
mount|mount|mount.8
mkswap|util-linux|mkswap.8
runuser|util-linux|runuser.1
dmesg|util-linux|dmesg.1
ipcs|util-linux|ipcs.1
ipcrm|util-linux|ipcrm.1
systemctl|systemd|systemctl.1
systemd-run|systemd|systemd-run.1
systemd-cgls|systemd|systemd-cgls.1
systemd-cgtop|systemd|systemd-cgtop.1
systemd-analyze|systemd|systemd-analyze.1
journalctl|systemd|journalctl.1
shutdown|systemd-sysv|shutdown.8
coredumpctl|systemd-coredump|coredumpctl.1
oomctl|systemd-oomd|oomctl.1
sbatch|slurm-client|sbatch.1
srun|slurm-client|srun.1
slurmd|slurmd|slurmd.8
sacct|slurm-client|sacct.1
sstat|slurm-client|sstat.1
scontrol|slurm-client|scontrol.1
qstat|gridengine-client|qstat.1
qacct|gridengine-client|qacct.1
docker inspect|docker.io|docker-inspect.1
docker stats|docker.io|docker-stats.1
docker update|docker.io|docker-update.1
docker run|docker.io|docker-run.1
docker exec|docker.io|docker-exec.1
podman inspect|podman|podman-inspect.1
podman stats|podman|podman-stats.1
podman update|podman|podman-update.1
podman run|podman|podman-run.1
podman exec|podman|podman-exec.1
earlyoom|earlyoom|earlyoom.1
lxc-info|lxc|lxc-info.1
lxc-cgroup|lxc|lxc-cgroup.1
virsh|libvirt-clients|virsh.1
pidstat|sysstat|pidstat.1
iostat|sysstat|iostat.1
sar|sysstat|sar.sysstat.1
fuser|psmisc|fuser.1
lsof|lsof|lsof.8
ip|iproute2|ip.8
rdma|iproute2|rdma.8
redis-cli|redis-tools|redis-cli.1
psql|postgresql-client-15|psql.1
mysql|mariadb-client-core|mariadb.1
valgrind|valgrind|valgrind.1
curl|curl|curl.1
grub-reboot|grub2-common|grub-reboot.8
apt-get|apt|apt-get.8
dpkg|dpkg|dpkg.1
modprobe|kmod|modprobe.8
grep|grep|grep.1
sed|sed|sed.1
cat|coreutils|cat.1
head|coreutils|head.1
tail|coreutils|tail.1
sort|coreutils|sort.1
uniq|coreutils|uniq.1
wc|coreutils|wc.1
tr|coreutils|tr.1
df|coreutils|df.1
du|coreutils|du.1
cp|coreutils|cp.1
mv|coreutils|mv.1
rm|coreutils|rm.1
dd|coreutils|dd.1
cut|coreutils|cut.1
mkdir|coreutils|mkdir.1
chmod|coreutils|chmod.1
uname|coreutils|uname.1
printenv|coreutils|printenv.1
sync|coreutils|sync.1
date|coreutils|date.1
seq|coreutils|seq.1
sleep|coreutils|sleep.1
nproc|coreutils|nproc.1
test|coreutils|test.1
diff|diffutils|diff.1
ulimit|bash|bash.1
php|php8.2-cli|php8.2.1
python3|python3.11-minimal|python3.11.1
'
fetch() { # PACKAGE: unpacks it once
  [ -d "$work/$1" ] && return
  mkdir "$work/$1"
  (cd "$work" && apt-get download "$1" >/dev/null 2>&1) || { echo "no package $1" >&2; return; }
  dpkg -x "$work/$1"_*.deb "$work/$1"
}

plain() { # FILE: roff with the marks of fonts and hyphens taken out
  zcat -f "$1" | sed -E 's/\\f(\[[^]]*\]|\(..|.)//g; s/\\-/-/g; s/\\\(hy/-/g; s/\\[&%|^:]//g; s/\\\(em/ /g; s/"/ /g'
}

{
  echo "# Made by tool-options.sh from the manual pages of Debian $(cut -d. -f1 /etc/debian_version). Facts only: names of options."
  while IFS='|' read -r tool package page; do
    [ -n "$tool" ] || continue
    fetch "$package"
    file=$(find "$work/$package" -path '*/man/man*' \( -name "$page" -o -name "$page.gz" \) | head -n 1)
    [ -n "$file" ] || { echo "no page $page in $package" >&2; continue; }
    version=$(dpkg-deb -f "$work/$package"_*.deb Version)
    printf '%s|%s %s|%s\n' "$tool" "$package" "$version" \
      "$(plain "$file" | grep -oE '(^|[^A-Za-z0-9-])-{1,2}[A-Za-z0-9][A-Za-z0-9_-]*' | sed -E 's/^[^-]*//; s/-+$//' | sort -u | tr '\n' ' ')"
  done <<<"$table"
  fetch systemd
  printf 'systemd-properties|systemd %s|%s\n' "$(dpkg-deb -f "$work"/systemd_*.deb Version)" \
    "$(for page in systemd.resource-control.5 systemd.exec.5 systemd.service.5 systemd.unit.5 org.freedesktop.systemd1.5; do plain "$work/systemd/usr/share/man/man5/$page.gz"; done \
      | grep -oE '\b[A-Z][A-Za-z]+[A-Za-z0-9]*\b' | sort -u | tr '\n' ' ')"
  # Not in Debian: read from the program itself where it is installed, else the lines of the last time are kept.
  for sub in 'describe' 'top pod' 'logs' 'get' 'set resources' 'set env' 'rollout status' 'rollout undo' 'scale' 'patch' 'cordon' 'uncordon'; do
    if command -v kubectl >/dev/null; then
      # shellcheck disable=SC2086
      printf 'kubectl %s|kubectl %s|%s\n' "$sub" "$(kubectl version --client 2>/dev/null | grep -oE 'v[0-9.]+' | head -n 1)" \
        "$({ kubectl $sub --help; kubectl options; } | grep -oE '(^|[^A-Za-z0-9-])-{1,2}[A-Za-z][A-Za-z0-9_-]*' | sed -E 's/^[^-]*//' | sort -u | tr '\n' ' ')"
    else
      grep "^kubectl $sub|" "$out" || true
    fi
  done
} >"$work/list"
mv "$work/list" "$out"
