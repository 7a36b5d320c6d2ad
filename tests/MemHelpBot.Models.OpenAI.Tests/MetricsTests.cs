using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MemHelpBot.Answers.Models;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>What an operator can watch: calls, tokens, time, and the rules that a model's sentences broke. Never content.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Calls_tokens_seconds_and_refused_sentences_are_counted()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => Sse.TextAsync(c, Written.Sentences(r.Joined().Select((s, i) => i == 1 ? (s.Ids, "zzpoison " + s.Text) : s)));
        var seen = new ConcurrentBag<(string Instrument, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == ModelMetrics.MeterName)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => seen.Add((i.Name, v, Tags(tags))));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => seen.Add((i.Name, v, Tags(tags))));
        listener.Start();
        var outcomes = new List<ModelOutcome>();
        using var client = new OpenAIChat(server.Settings());
        var (_, better) = await Bench.AskAsync(Bench.Assistant(client, outcomes), Bench.Log("003-kvm-host.log"));

        // Other tests count at the same time: at least this one's must be there.
        Assert.Contains(seen, s => s is { Instrument: "memhelp.model.calls", Tags: "prompt=word-answer,outcome=ok" });
        Assert.Contains(seen, s => s is { Instrument: "memhelp.model.tokens", Value: 900, Tags: "prompt=word-answer,direction=in" });
        Assert.Contains(seen, s => s is { Instrument: "memhelp.model.tokens", Value: 250, Tags: "prompt=word-answer,direction=out" });
        Assert.Contains(seen, s => s is { Instrument: "memhelp.model.duration", Value: > 0, Tags: "prompt=word-answer,outcome=ok" });
        Assert.Contains(seen, s => s is { Instrument: "memhelp.model.sentences", Tags: "result=accepted" });
        Assert.Contains(seen, s => s is { Instrument: "memhelp.model.sentences", Tags: "result=word" });
        Assert.DoesNotContain(seen, s => s.Tags.Contains("zzpoison", StringComparison.Ordinal));

        // The operator is told why as well, in one line without a word of the sentence.
        Assert.Equal(1, better!.Answer.Wording!.Refused);
        var told = Assert.Single(outcomes, o => o.Outcome == ModelOutcome.SentencesRefused);
        Assert.Matches(@"^1 of \d+ sentences did not say what their claims say \(word 1\)\.$", told.Reason);
    }

    private static string Tags(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var (key, value) in tags)
            text.Add($"{key}={value}");
        return string.Join(',', text);
    }
}
