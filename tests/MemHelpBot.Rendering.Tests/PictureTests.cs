using System.Xml.Linq;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Pictures;
using static MemHelpBot.Rendering.Tests.Making.Answers;

namespace MemHelpBot.Rendering.Tests;

public sealed class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Fact[] Machine =
    [
        Meminfo("MemTotal", 1000_000), Meminfo("MemFree", 100_000), Meminfo("Buffers", 5_000), Meminfo("Cached", 45_000), Meminfo("Shmem", 15_000),
        Meminfo("AnonPages", 200_000), Meminfo("Slab", 40_000), Meminfo("PageTables", 8_000), Meminfo("KernelStack", 2_000),
    ];

    private static readonly Fact[] Report =
    [
        Read(OomFacts.Order, 2), Read(OomFacts.Victim, FactValue.Of("java"), 1, 0),
        .. Zone("0/DMA32", 124_612, 4_304, 5_380, 6_456), .. Zone("1/Normal", 21_000, 22_000, 27_500, 33_000),
        Read(ZoneFacts.FreeBlocks, FactValue.Of([30_951L, 101L, 0L, 0L]), 5, 0, "0/DMA32"),
        Read(ZoneFacts.FreeBlocks, FactValue.Of([5_000L, 125L, 0L, 0L]), 6, 0, "1/Normal"),
        Read(TaskFacts.Top, FactValue.Of([new TaskGroup("java", 7, 2_097_152, 3), new TaskGroup("<b>&\u001b", 8, 1_048_576, 1)]), 9, 0),
        Read(MemcgFacts.Usage, 81_920), Read(MemcgFacts.Limit, 81_920), Read(MemcgFacts.MemswUsage, 81_920), Read(MemcgFacts.MemswLimit, 9_007_199_254_740_988), Read(MemcgFacts.Anon, 80_000),
    ];

    [Fact]
    public void No_fact_gives_no_picture() => Assert.Empty(Picture.All(Empty));

    [Fact]
    public void A_field_that_was_not_told_gives_no_memory_picture() =>
        Assert.DoesNotContain(Picture.All(With([.. Machine.Where(f => f.Subject != "AnonPages")])), p => p.Id == "memory");

    [Fact]
    public void Meminfo_is_split_into_parts_that_do_not_overlap_and_the_hidden_rest()
    {
        var picture = Only("memory", With([.. Machine, Read(MeminfoFacts.Unaccounted, 600_000, incident: null)]));
        Assert.Equal("Where the memory went", picture.Title);
        Assert.Equal(
            "total 976.6 MiB. free 97.7 MiB (10%); processes (anonymous) 195.3 MiB (20%); file cache 34.2 MiB (3.5%); shared memory, tmpfs 14.6 MiB (1.5%); kernel slab 39.1 MiB (4%); page tables, kernel stacks 9.8 MiB (1%); in no counter 585.9 MiB (60%).",
            Description(picture).Replace('\u00a0', ' '));
    }

    [Fact]
    public void Without_the_hidden_memory_as_a_fact_the_rest_is_not_called_hidden() =>
        Assert.EndsWith("not in these counters 585.9 MiB (60%).", Description(Only("memory", With(Machine))).Replace('\u00a0', ' '), StringComparison.Ordinal);

    [Fact]
    public void A_small_part_is_not_rounded_to_nothing() =>
        Assert.Contains("kernel slab 100 KiB (<0.1%)", Description(Only("memory", With([.. Machine.Where(f => f.Subject != "Slab"), Meminfo("Slab", 100)]))).Replace('\u00a0', ' '), StringComparison.Ordinal);

    [Fact]
    public void Counters_that_cannot_be_of_one_machine_give_no_picture()
    {
        Assert.Empty(Picture.All(With([.. Machine.Where(f => f.Subject != "MemTotal"), Meminfo("MemTotal", 1_000)])));
        Assert.Empty(Picture.All(With([.. Machine.Where(f => f.Subject != "AnonPages"), Meminfo("AnonPages", long.MaxValue)])));
    }

    [Fact]
    public void A_kernel_report_is_counted_in_the_page_size_that_its_own_zones_prove()
    {
        Fact[] counters =
        [
            Read(MemFacts.RamPages, 1_000_000), Read(MemFacts.ReservedPages, 20_000), Read(MemFacts.FreePages, 50_000), Read(MemFacts.AnonPages, 400_000), Read(MemFacts.InactiveAnonPages, 100_000),
            Read(MemFacts.ShmemPages, 10_000), Read(MemFacts.ActiveFilePages, 1_000), Read(MemFacts.InactiveFilePages, 2_000), Read(MemFacts.SlabUnreclaimablePages, 30_000),
        ];
        Assert.Empty(Picture.All(With(counters)));
        var small = Only("memory", With([.. counters, Read(ZoneFacts.Present, 4_000_000, subject: "0/Normal")]));
        Assert.StartsWith("total 3.7 GiB. free 195.3 MiB (5.1%); processes (anonymous) 1.9 GiB (50%)", Description(small).Replace('\u00a0', ' '), StringComparison.Ordinal);
        var large = Only("memory", With([.. counters, Read(ZoneFacts.Present, 64_000_000, subject: "0/Normal")]));
        Assert.StartsWith("total 59.8 GiB.", Description(large).Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_below_min_says_so() => Assert.Equal(
        "Node 0 · DMA32: free 124,612 kB, min 4,304 · low 5,380 · high 6,456 kB; Node 1 · Normal: free 21,000 kB · below min, min 22,000 · low 27,500 · high 33,000 kB.",
        Description(Only("zones", With(Report))).Replace('\u00a0', ' '));

    [Fact]
    public void Free_blocks_from_the_requested_order_on_stand_in_a_frame()
    {
        var picture = Only("free-blocks", With(Report));
        Assert.Equal("Blocks in the frame are large enough for the request (order 2). Node 0 · DMA32: 30951 101 0 0; Node 1 · Normal: 5000 125 0 0.", Description(picture));
        var frame = XElement.Parse(picture.Svg).Elements(Svg + "rect").Single(r => r.Attribute("class")!.Value == "mhb-frame");
        Assert.Equal(("298", "181"), (frame.Attribute("x")!.Value, frame.Attribute("width")!.Value));
    }

    [Fact]
    public void A_full_cgroup_stands_against_its_limit_and_no_limit_is_said_as_such() => Assert.Equal(
        "cgroup memory: 80 MiB / 80 MiB · 100%; of it processes (anonymous) 78.1 MiB; cgroup memory + swap: 80 MiB / no limit.",
        Description(Only("limits", With(Report))).Replace('\u00a0', ' '));

    [Fact]
    public void The_killed_process_is_marked_among_the_biggest()
    {
        var picture = Only("processes", With(Report));
        Assert.Equal("java × 3 2 GiB; <b>&␛ 1 GiB.", Description(picture).Replace('\u00a0', ' '));
        Assert.Contains(XElement.Parse(picture.Svg).Elements(Svg + "text"), t => t.Value == "java × 3 · killed");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("pl")]
    public void Every_picture_is_accessible_well_formed_and_obeys_a_strict_policy(string language)
    {
        var pictures = Picture.All(With([.. Report, .. Machine]) with { Language = language });
        Assert.Equal(["memory", "limits", "zones", "free-blocks", "processes"], pictures.Select(p => p.Id));
        foreach (var picture in pictures)
        {
            var svg = XElement.Parse(picture.Svg);
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.Equal(picture.Title, svg.Elements().First().Value);
            Assert.Equal("desc", svg.Elements().Skip(1).First().Name.LocalName);
            Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name.LocalName is "href" or "id");
            Assert.All(svg.DescendantsAndSelf().Select(e => e.Name.LocalName), n => Assert.Contains(n, (string[])["svg", "title", "desc", "rect", "line", "text"]));
            Assert.All(svg.Descendants().Attributes("class").SelectMany(c => c.Value.Split(' ')), css => Assert.Contains("." + css, PictureStyles.Css, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_incident_of_the_primary_cause_is_the_one_that_is_shown()
    {
        Fact[] two = [.. Zone("0/Normal", 10, 20, 30, 40, 0), .. Zone("0/Normal", 50, 20, 30, 40, 1)];
        var answer = With(two);
        answer = answer with
        {
            Incidents = [answer.Incidents[0], answer.Incidents[0] with { Index = 1 }],
            Causes = [new AnswerCause("x", "x", "confirmed", 1, [], [], [])],
        };
        var picture = Only("zones", answer);
        Assert.Equal("Free memory of each zone against its marks (incident 2)", picture.Title);
        Assert.StartsWith("Node 0 · Normal: free 50", Description(picture), StringComparison.Ordinal);
    }

    private static Fact[] Zone(string subject, long free, long min, long low, long high, int incident = 0) =>
    [
        Read(ZoneFacts.Free, free, incident: incident, subject: subject), Read(ZoneFacts.Min, min, incident: incident, subject: subject),
        Read(ZoneFacts.Low, low, incident: incident, subject: subject), Read(ZoneFacts.High, high, incident: incident, subject: subject),
    ];

    private static Picture Only(string id, Answer answer) => Picture.All(answer).Single(p => p.Id == id);

    private static string Description(Picture picture) => XElement.Parse(picture.Svg).Element(Svg + "desc")!.Value;
}
