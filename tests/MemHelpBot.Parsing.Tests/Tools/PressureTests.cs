namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class PressureTests
{
    private const string Some = "some avg10=41.20 avg60=30.00 avg300=12.75 total=881200345";
    private const string Full = "full avg10=38.05 avg60=0.00 avg300=10.10 total=771200345";

    [Theory]
    [InlineData("$ cat /proc/pressure/memory\n" + Some + "\n" + Full, "memory")]
    [InlineData("==> /proc/pressure/memory <==\n" + Some + "\n" + Full, "memory")]
    [InlineData("/proc/pressure/memory:" + Some + "\n/proc/pressure/memory:" + Full, "memory")]
    [InlineData("cat /sys/fs/cgroup/app.slice/memory.pressure\n" + Some + "\n" + Full, "cgroup.memory")]
    [InlineData("==> /proc/pressure/io <==\n" + Some + "\n" + Full, "io")]
    public void Pressure_is_told_under_its_resource(string text, string resource)
    {
        var reading = PasteReader.Read(text);
        Assert.Equal(["41.2"], reading.Values($"psi.{resource}.some.avg10"));
        Assert.Equal(["12.75"], reading.Values($"psi.{resource}.some.avg300"));
        Assert.Equal(["38.05"], reading.Values($"psi.{resource}.full.avg10"));
        Assert.Equal(["771200345"], reading.Values($"psi.{resource}.full.total_us"));
        Assert.Equal(8, reading.Facts.All.Count);
        Assert.Equal(["pressure"], reading.Artefacts.Select(a => a.Kind));
    }

    [Fact]
    public void Two_files_are_told_apart()
    {
        var reading = PasteReader.Read($"==> /proc/pressure/cpu <==\n{Some}\n\n==> /proc/pressure/memory <==\n{Full}");
        Assert.Equal(["41.2"], reading.Values("psi.cpu.some.avg10"));
        Assert.Equal(["38.05"], reading.Values("psi.memory.full.avg10"));
    }

    [Fact]
    public void Figures_of_an_unnamed_resource_are_not_guessed()
    {
        var reading = PasteReader.Read("the machine hangs\n" + Some);
        Assert.DoesNotContain(reading.Facts.All, f => f.Name.StartsWith("psi.", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(reading.Unread).Span.FirstLine);
    }
}
