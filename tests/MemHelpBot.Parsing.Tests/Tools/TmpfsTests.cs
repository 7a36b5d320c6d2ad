namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class TmpfsTests
{
    [Fact]
    public void Df_tells_what_lives_in_memory() => Assert.Equal(
        ["tmpfs[/dev/shm].size_kb = 65536 @ 4", "tmpfs[/dev/shm].used_kb = 65536 @ 4", "tmpfs[/dev/shm].used_percent = 100 @ 4"],
        PasteReader.Read("""
            $ df -h
            Filesystem      Size  Used Avail Use% Mounted on
            /dev/sda1       100G   90G   10G  90% /
            tmpfs            64M   64M     0 100% /dev/shm
            """).Printed());

    [Fact]
    public void Blocks_are_those_of_the_header() => Assert.Equal(
        ["tmpfs[/run].size_kb = 1626636 @ 2", "tmpfs[/run].used_kb = 2048 @ 2", "tmpfs[/run].used_percent = 1 @ 2"],
        PasteReader.Read("Dateisystem    1K-Blöcke  Benutzt Verfügbar Verw% Eingehängt auf\ntmpfs            1626636     2048   1624588    1% /run\n").Printed());

    [Fact]
    public void A_row_alone_needs_its_units_and_inodes_are_no_sizes()
    {
        Assert.Equal(["tmpfs[/dev/shm].size_kb = 8178893 @ 1", "tmpfs[/dev/shm].used_kb = 8178893 @ 1", "tmpfs[/dev/shm].used_percent = 100 @ 1"], PasteReader.Read("tmpfs           7.8G  7.8G     0 100% /dev/shm").Printed());
        Assert.Empty(PasteReader.Read("tmpfs           8178893  8178893     0 100% /dev/shm").Printed());
        Assert.Empty(PasteReader.Read("Filesystem     Inodes IUsed IFree IUse% Mounted on\ntmpfs            4.1M     1  4.1M    1% /dev/shm").Printed());
    }

    [Fact]
    public void Segments_are_summed_and_their_limits_told()
    {
        Assert.Equal(
            ["ipcs.shm_total_kb = 3072 @ 4", "ipcs.shm_segments = 2 @ 4"],
            PasteReader.Read("\n------ Shared Memory Segments --------\nkey        shmid      owner      perms      bytes      nattch     status\n0x0052e2c1 32768      postgres   600        1048576    6\n0x00000000 32769      ana        600        2097152    2          dest\n").Printed());
        Assert.Equal(["ipcs.shm_max_segment_kb = unlimited @ 1", "ipcs.shm_max_total_kb = 8388608 @ 2"], PasteReader.Read("max seg size (kbytes) = 18014398509465599\nmax total shared memory (kbytes) = 8388608").Printed());
    }

    [Fact]
    public void Mount_tells_the_size_of_a_tmpfs()
    {
        Assert.Equal(["tmpfs[/dev/shm].size_kb = 65536 @ 1"], PasteReader.Read("shm on /dev/shm type tmpfs (rw,nosuid,nodev,noexec,relatime,size=65536k)").Printed());
        Assert.Equal(["tmpfs[/run].size_kb = 1626636 @ 1"], PasteReader.Read("tmpfs /run tmpfs rw,nosuid,nodev,size=1626636k,mode=755 0 0").Printed());
    }
}
