using System.Text;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Syslog;

/// <summary>A line of somebody else, made once and written many times behind changing stamps.</summary>
/// <param name="Kernel">Whether the kernel wrote it, so that its boot time stands before it.</param>
/// <param name="Text">From the tag on (kernel: behind the boot time).</param>
internal sealed record Neighbour(bool Kernel, byte[] Text);

/// <summary>What else stands in a log: daemons, the kernel's other news.</summary>
internal static class Neighbours
{
    private static readonly string[] Users = ["root", "deploy", "alice", "b.nowak", "slurm", "www-data", "oracle", "zhang3"];

    private static readonly Func<Random, string>[] Daemons =
    [
        r => Invariant($"sshd[{Pid(r)}]: Accepted publickey for {Pick(r, Users)} from 10.{r.Next(256)}.{r.Next(256)}.{r.Next(256)} port {r.Next(1024, 65536)} ssh2: ED25519 SHA256:{r.NextInt64():x16}"),
        r => Invariant($"sshd[{Pid(r)}]: pam_unix(sshd:session): session opened for user {Pick(r, Users)}(uid={r.Next(60_000)}) by (uid=0)"),
        r => Invariant($"sshd[{Pid(r)}]: Received disconnect from 10.0.{r.Next(256)}.{r.Next(256)} port {r.Next(1024, 65536)}:11: disconnected by user"),
        r => Invariant($"CRON[{Pid(r)}]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)"),
        r => Invariant($"CRON[{Pid(r)}]: ({Pick(r, Users)}) CMD (/usr/local/bin/backup --limit {r.Next(10, 900)}M --out /srv/b{r.Next(99)})"),
        r => Invariant($"systemd[1]: Started Session {r.Next(90_000)} of user {Pick(r, Users)}."),
        r => Invariant($"systemd[1]: session-{r.Next(90_000)}.scope: Succeeded."),
        r => Invariant($"systemd[1]: Starting Daily apt download activities..."),
        r => Invariant($"systemd[{Pid(r)}]: Reached target Main User Target."),
        r => Invariant($"systemd-logind[{Pid(r)}]: New session {r.Next(90_000)} of user {Pick(r, Users)}."),
        r => Invariant($"audit[{Pid(r)}]: USER_ACCT pid={Pid(r)} uid=0 auid={r.Next(70_000)} ses={r.Next(9000)} msg='op=PAM:accounting acct=\"{Pick(r, Users)}\" exe=\"/usr/sbin/crond\" res=success'"),
        r => Invariant($"nginx[{Pid(r)}]: 10.{r.Next(256)}.{r.Next(256)}.{r.Next(256)} - - \"GET /api/v1/items/{r.Next(1_000_000)}?limit={r.Next(500)} HTTP/1.1\" 200 {r.Next(90_000)} \"-\" \"curl/7.{r.Next(99)}.0\" rt={r.Next(900)}"),
        r => Invariant($"slurmd[{Pid(r)}]: launch task StepId={r.Next(900_000)}.0 request from UID:{r.Next(70_000)} GID:{r.Next(70_000)} HOST:10.1.{r.Next(256)}.{r.Next(256)} PORT:{r.Next(1024, 65536)}"),
        r => Invariant($"slurmd[{Pid(r)}]: task/affinity: task_p_slurmd_batch_request: job {r.Next(900_000)} implicit auto binding: cores, dist 1"),
        r => Invariant($"slurmstepd[{Pid(r)}]: done with step {r.Next(900_000)}.{r.Next(9)}"),
        r => Invariant($"kubelet[{Pid(r)}]: I{r.Next(1000):d4} 10:{r.Next(60):d2}:{r.Next(60):d2}.{r.Next(1_000_000):d6} {Pid(r),7} reconciler_common.go:{r.Next(400)}] \"operationExecutor.VerifyControllerAttachedVolume started for volume \\\"config-{r.Next(99)}\\\"\" pod=\"default/web-{r.Next():x8}\""),
        r => Invariant($"kubelet[{Pid(r)}]: E{r.Next(1000):d4} prober.go:{r.Next(400)}] Readiness probe for \"api-{r.Next():x8}\" failed: Get \"http://10.42.{r.Next(9)}.{r.Next(256)}:8080/healthz\": context deadline exceeded"),
        r => Invariant($"dockerd[{Pid(r)}]: time=\"2026-03-04T10:{r.Next(60):d2}:00Z\" level=info msg=\"ignoring event\" container={r.NextInt64():x16} module=libcontainerd topic=/tasks/delete"),
        r => Invariant($"chronyd[{Pid(r)}]: Selected source 10.0.0.{r.Next(256)} (pool.example.org)"),
        r => Invariant($"postfix/smtpd[{Pid(r)}]: connect from mail{r.Next(99)}.example.org[192.0.2.{r.Next(256)}]"),
        r => Invariant($"rsyslogd[{Pid(r)}]: action 'action-{r.Next(20)}-builtin:omfwd' resumed (module 'builtin:omfwd') [v8.2102.0]"),
        r => Invariant($"postgres[{Pid(r)}]: [{r.Next(20)}-1] LOG:  checkpoint complete: wrote {r.Next(90_000)} buffers ({r.Next(99)}.{r.Next(9)}%); 0 WAL file(s) added, write={r.Next(300)}.{r.Next(999):d3} s"),
        r => Invariant($"dhclient[{Pid(r)}]: DHCPREQUEST for 10.3.{r.Next(256)}.{r.Next(256)} on eth0 to 10.3.0.1 port 67"),
        r => Invariant($"prometheus[{Pid(r)}]: ts=2026-03-04T10:{r.Next(60):d2}:00.000Z caller=head.go:{r.Next(2000)} level=info component=tsdb msg=\"Head GC completed\" duration={r.Next(900)}.{r.Next(999):d3}ms"),
    ];

    private static readonly Func<Random, string>[] Kernel =
    [
        r => Invariant($"usb {r.Next(1, 4)}-{r.Next(1, 8)}: new high-speed USB device number {r.Next(99)} using xhci_hcd"),
        r => Invariant($"e1000e 0000:00:1f.6 eth0: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx"),
        r => Invariant($"EXT4-fs (sd{(char)('a' + r.Next(8))}{r.Next(1, 9)}): mounted filesystem with ordered data mode. Opts: (null)"),
        r => Invariant($"audit: type=1400 audit({r.Next(1_600_000_000, 1_800_000_000)}.{r.Next(1000):d3}:{r.Next(90_000)}): apparmor=\"DENIED\" operation=\"open\" profile=\"/usr/sbin/cupsd\" name=\"/proc/{Pid(r)}/status\" pid={Pid(r)} comm=\"cupsd\" requested_mask=\"r\" denied_mask=\"r\" fsuid=0 ouid=0"),
        r => Invariant($"docker0: port {r.Next(30)}(veth{r.Next():x8}) entered forwarding state"),
        r => Invariant($"IPv6: ADDRCONF(NETDEV_CHANGE): veth{r.Next():x8}: link becomes ready"),
        r => Invariant($"nfs: server stor{r.Next(9)} not responding, still trying"),
        r => Invariant($"mlx5_core 0000:{r.Next(256):x2}:00.0: mlx5_cmd_check:{r.Next(999)}:(pid {Pid(r)}): ACCESS_REG(0x805) op_mod(0x0) failed, status bad parameter(0x3)"),
        r => Invariant($"perf: interrupt took too long ({r.Next(9000)} > {r.Next(9000)}), lowering kernel.perf_event_max_sample_rate to {r.Next(99_000)}"),
        r => Invariant($"TCP: request_sock_TCP: Possible SYN flooding on port {r.Next(1, 65536)}. Sending cookies.  Check SNMP counters."),
        r => Invariant($"[UFW BLOCK] IN=eth0 OUT= MAC=52:54:00:{r.Next(256):x2}:{r.Next(256):x2}:{r.Next(256):x2} SRC=203.0.113.{r.Next(256)} DST=10.0.0.4 LEN={r.Next(40, 1500)} TOS=0x00 TTL={r.Next(255)} PROTO=TCP SPT={r.Next(65536)} DPT=22 WINDOW=1024"),
        r => Invariant($"sd 2:0:{r.Next(9)}:0: [sd{(char)('a' + r.Next(8))}] {r.NextInt64(1L << 33)} 512-byte logical blocks: ({r.Next(9000)} GB/{r.Next(9000)} GiB)"),
        r => Invariant($"CPU{r.Next(128)}: Core temperature above threshold, cpu clock throttled (total events = {r.Next(9000)})"),
        r => Invariant($"nvidia 0000:{r.Next(256):x2}:00.0: enabling device (0000 -> 0003)"),
    ];

    /// <summary>Makes lines, a fifth of them the kernel's.</summary>
    public static Neighbour[] Make(Random random, int count)
    {
        var made = new Neighbour[count];
        for (var i = 0; i < count; i++)
        {
            var kernel = random.Next(5) == 0;
            made[i] = new Neighbour(kernel, Encoding.UTF8.GetBytes(Pick(random, kernel ? Kernel : Daemons)(random)));
        }

        return made;
    }

    private static int Pid(Random random) => random.Next(300, 4_000_000);

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];
}
