namespace MemHelpBot.Scenarios.Tests;

/// <summary>The KVM host of the Polish article: an order-2 request on 3.10 el7 fails with gigabytes free.</summary>
public sealed class Seed003Tests
{
    private static readonly string Log = Bot.Fixture("003-kvm-host.log");

    [Fact]
    public void The_request_is_a_kernel_stack_of_16_KiB()
    {
        var answer = Bot.Ask(Log);
        Assert.Equal(2L, answer.Value("oom.order"));
        Assert.Equal(16384L, answer.Value("oom.request_bytes"));
        Assert.Equal(0x3000d0L, answer.Value("oom.gfp_mask"));
        Assert.Equal("3.10.0-1160.2.2.el7.x86_64", answer.Value("kernel.release"));
        Assert.Equal("0-1", answer.Value("oom.mems_allowed"));
        Assert.Equal([2], answer.Lines("oom.order"));
        Assert.NotEmpty(answer.Saying("fork"));
    }

    [Fact]
    public void Fragmentation_is_the_primary_cause() => Assert.Equal("memory-fragmentation", Bot.Ask(Log).Causes[0].Id);

    [Fact]
    public void Node_1_DMA32_passes_the_order_0_line_and_fails_at_order_1()
    {
        var answer = Bot.Ask(Log);
        Assert.Equal(31153L, answer.Value("replay[1/DMA32].free_pages"));
        Assert.Equal(1076L + 28925L, answer.Value("replay[1/DMA32].needed_pages"));
        Assert.Equal(1L, answer.Value("replay[1/DMA32].fails_at_order"));
        Assert.Equal(202L, answer.Value("replay[1/DMA32].left_pages"));
        Assert.Equal(269L, answer.Value("replay[1/DMA32].mark_pages"));
        Assert.Contains(answer.Saying("202"), c => c.Text.Contains("269", StringComparison.Ordinal) && c.Citations.Any(x => x[0] == 'L'));
    }

    [Fact]
    public void Node_1_DMA_fails_on_its_reserve()
    {
        var answer = Bot.Ask(Log);
        Assert.Equal("below-reserve", answer.Value("replay[1/DMA].verdict"));

        // By the kernel's own arithmetic: 15888 kB are 3972 pages, less 2^2 - 1; min 20 kB is 5 pages, the reserve 31997.
        // The article subtracts 4 pages and compares with the low mark (15872 < 128012 kB): same result.
        Assert.Equal(3969L, answer.Value("replay[1/DMA].free_pages"));
        Assert.Equal(32002L, answer.Value("replay[1/DMA].needed_pages"));
    }

    [Fact]
    public void Node_1_Normal_has_no_block_of_16_kB_or_more() => Assert.Equal("no-block", Bot.Ask(Log).Value("replay[1/Normal].verdict"));

    [Fact]
    public void Node_0_Normal_fails_when_its_min_is_at_least_23056_kB_which_is_not_shown()
    {
        var answer = Bot.Ask(Log);
        Assert.Equal(23056L, answer.Value("replay[0/Normal].fails_if_min_kb"));
        Assert.Equal(1441L, answer.Value("replay[0/Normal].left_pages"));
        Assert.Equal("unknown", answer.Value("replay[0/Normal].verdict"));
    }

    [Fact]
    public void The_nodes_allowed_are_both_so_a_policy_is_excluded()
    {
        var answer = Bot.Ask(Log);
        Assert.NotEqual("confirmed", answer.Verdict("numa-node-exhausted"));
        Assert.NotEqual("likely", answer.Verdict("numa-node-exhausted"));
    }

    [Fact]
    public void Compaction_larger_min_free_kbytes_and_numa_are_among_the_actions()
    {
        var commands = Bot.Ask(Log, role: "root").Actions.Select(a => a.Command).ToList();
        Assert.Contains(commands, c => c.Contains("compact_memory", StringComparison.Ordinal));
        Assert.Contains(commands, c => c.Contains("min_free_kbytes", StringComparison.Ordinal));
        Assert.Contains(commands, c => c.Contains("numa", StringComparison.Ordinal));
    }

    [Fact]
    public void Asked_in_Polish_the_answer_is_Polish()
    {
        var answer = Bot.Ask("Dlaczego serwer zabija maszynę wirtualną, skoro pamięć jest wolna?\n" + Log);
        Assert.Equal("pl", answer.Language);
        Assert.Contains("Co się stało", answer.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("What happened", answer.Markdown, StringComparison.Ordinal);
        Assert.Contains("31\u00a0153", answer.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_case_behind_it_is_cited_with_its_correction()
    {
        var answer = Bot.Ask(Log);
        Assert.Contains(answer.Sources, s => s is { Match: "exact", Lang: "pl" } && s.Id.Contains("fragmentation", StringComparison.Ordinal));
    }

    [Fact]
    public void Why_not_more_RAM_builds_on_the_first_answer()
    {
        var bot = new Bot();
        bot.Say(Log);
        var reply = bot.Say("why not more RAM?");
        Assert.Equal("more-ram", reply.Sections[0].Kind);
        Assert.Contains(reply.Sections[0].Claims.Skip(1), c => c.Citations.Any(x => x[0] == 'L'));
        Assert.Equal("memory-fragmentation", reply.Causes[0].Id);
    }
}
