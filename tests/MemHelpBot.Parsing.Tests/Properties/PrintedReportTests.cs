using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>Every version, every scope, every prefix: what was printed is what is read.</summary>
public sealed class PrintedReportTests
{
    public static TheoryData<string, ReportScope> Reports()
    {
        var cases = new TheoryData<string, ReportScope>();
        foreach (var version in KernelVersion.All)
        {
            foreach (var scope in ReportPrinter.Scopes(version))
                cases.Add(version.Name, scope);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_behind_any_prefix_is_read_as_it_was_printed(string version, ReportScope scope)
    {
        var seed = 0;
        foreach (var form in PrefixForm.All)
        {
            for (var round = 0; round < 3; round++)
            {
                var printed = PrintedReport.Of(KernelVersion.Of(version), scope, form, seed++);
                var reading = PasteReader.Read(printed.Text);
                var difference = PrintedReport.Difference(printed.Expected, PrintedReport.Told(reading));
                Assert.True(difference.Length == 0, $"{printed} seed {seed - 1}:{difference}\n{printed.Text}");
                var incident = Assert.Single(reading.Incidents);
                Assert.Equal(printed.Report.Kind, incident.Kind);
                Assert.Empty(reading.Unread);
                Assert.Empty(reading.Notices);
            }
        }
    }
}
