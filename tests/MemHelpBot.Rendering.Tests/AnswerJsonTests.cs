using System.Text.Json;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Tests;

public sealed class AnswerJsonTests
{
    [Fact]
    public void The_whole_object_stands_on_one_line_as_the_contract_lays_it_down() => Assert.Equal(
        string.Concat("""
            {"schema":1,"file":"a.log","language":"en","incidents":[{"index":0,"kind":"kernel-oom","lines":[3,9],"time":"Mar  3 04:05:06"}],
            "facts":[{"name":"oom.order","value":2,"incident":0,"lines":[3]},
            {"name":"oom.request_bytes","value":16384,"incident":0,"lines":[3],"derived":{"formula":"2^oom.order × page size","from":["oom.order"]}},
            {"name":"oom.victim","value":"qemu-kvm","incident":0,"lines":[9]}],"signatures":["kernel-oom-global"],
            "causes":[{"id":"memory-fragmentation","verdict":"confirmed","incident":0,"for":[{"text":"No free block of order 2 was left in Node 0 Normal.","citations":["L5","C:note-buddy#mechanism"]}],"against":[],"missing":[{"text":"How many blocks are free?","command":"cat /proc/buddyinfo"}]},
            {"id":"host-ram-exhausted","verdict":"ruled-out","incident":0,"for":[],"against":[{"text":"Single pages were free.","citations":["L5"]}],"missing":[]}],
            "answer":{"text":"The kernel killed qemu-kvm: memory was fragmented. [L9]\n\n## Why\n\n- No free block of order 2 was left in Node 0 Normal. [L5, C:note-buddy#mechanism]\n","claims":[{"text":"The kernel killed qemu-kvm: memory was fragmented.","citations":["L9"]},{"text":"No free block of order 2 was left in Node 0 Normal.","citations":["L5","C:note-buddy#mechanism"]}]},
            "actions":[{"id":"check-buddyinfo","cause":"memory-fragmentation","kind":"check","risk":"read-only","run_as":"user","command":"cat /proc/buddyinfo","text":"Shows the free blocks by order.","citations":["C:note-buddy#mechanism"]},
            {"id":"compact-memory","cause":"memory-fragmentation","kind":"mitigate","risk":"reversible","run_as":"root","for_administrator":true,"command":"echo 1 > /proc/sys/vm/compact_memory","text":"Compacts memory once.","citations":["C:note-buddy#mechanism"]}],
            "questions":[{"text":"How many blocks are free now?","command":"cat /proc/buddyinfo"}],
            "sources":[{"id":"note-buddy","title":"The buddy allocator","url":"https://docs.kernel.org/mm/","lang":"en","trust":"kernel","match":"related"}],"warnings":["The log was altered."]}
            """.Split('\n')),
        AnswerJson.Of(Making.Answers.Whole(), "a.log", indented: false));

    [Fact]
    public void The_file_is_left_out_when_there_was_only_one() =>
        Assert.StartsWith("{\n  \"schema\": 1,\n  \"language\": \"en\",", AnswerJson.Of(Making.Answers.Empty), StringComparison.Ordinal);

    [Fact]
    public void Every_form_of_value_keeps_its_JSON_type()
    {
        var facts = new[]
        {
            Making.Answers.Read(OomFacts.Order, FactValue.Of(ulong.MaxValue), 1),
            Making.Answers.Read(OomFacts.Order, FactValue.Of(1.5), 1),
            Making.Answers.Read(OomFacts.Order, FactValue.Of(true), 1),
            Making.Answers.Read(OomFacts.Order, FactValue.Of("unlimited"), 1),
            Making.Answers.Read(OomFacts.Order, FactValue.Of([1L, 2L]), 1),
            Making.Answers.Read(OomFacts.Order, FactValue.Of(["a", "b"]), 1),
            Making.Answers.Read(TaskFacts.Top, FactValue.Of([new TaskGroup("java", 7, 900, 2)]), 1),
        };
        var values = Parsed(AnswerJson.Of(Making.Answers.With(facts))).GetProperty("facts").EnumerateArray()
            .Select(f => JsonSerializer.Serialize(f.GetProperty("value")));
        Assert.Equal(["18446744073709551615", "1.5", "true", "\"unlimited\"", "[1,2]", "[\"a\",\"b\"]", """[{"comm":"java","pid":7,"rss_kb":900,"count":2}]"""], values);
    }

    [Fact]
    public void A_fact_of_a_later_message_names_its_message_and_a_fact_of_the_paste_has_no_incident()
    {
        var json = Parsed(AnswerJson.Of(Making.Answers.With(Making.Answers.Read(OomFacts.Order, FactValue.Of(1), 4, null, null, message: 1))));
        var fact = json.GetProperty("facts")[0];
        Assert.Equal((2, 4, false), (fact.GetProperty("message").GetInt32(), fact.GetProperty("lines")[0].GetInt32(), fact.TryGetProperty("incident", out _)));
    }

    [Fact]
    public void A_derived_fact_lists_every_line_it_stands_on_once_and_in_order()
    {
        var one = Making.Answers.Read(OomFacts.Order, 1, line: 9);
        var two = Making.Answers.Read(OomFacts.Cpu, 1, line: 4);
        var sum = Fact.Derive(OomFacts.RequestBytes, null, FactValue.Of(2), 0, "a + b", one, two, one);
        var fact = Parsed(AnswerJson.Of(Making.Answers.With(sum))).GetProperty("facts")[0];
        Assert.Equal("[4,9]", JsonSerializer.Serialize(fact.GetProperty("lines")));
        Assert.Equal("[\"oom.order\",\"oom.cpu\"]", JsonSerializer.Serialize(fact.GetProperty("derived").GetProperty("from")));
    }

    [Fact]
    public void Control_characters_of_a_paste_are_escaped_and_Chinese_is_not()
    {
        var json = AnswerJson.Of(Making.Answers.Whole(task: "\u001b[31m\u009b内存\n"), indented: false);
        Assert.DoesNotContain('\u001b', json);
        Assert.DoesNotContain('\u009b', json);
        Assert.DoesNotContain('\n', json);
        Assert.Contains("内存", json, StringComparison.Ordinal);
    }

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;
}
