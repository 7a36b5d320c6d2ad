using System.Text.Json;
using MemHelpBot.Answers.Models;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>The prompts, and kept replies of models with what must come of them.</summary>
public sealed class PromptTests
{
    [Fact]
    public void Every_prompt_says_what_it_is_and_leaves_room_in_a_model_of_8k()
    {
        Assert.Equal(["check-model", "draft-case", "read-error", "read-question", "word-answer"], Bench.Prompts.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(Bench.Prompts.All.Values, p =>
        {
            Assert.True(p.Version > 0 && p.Purpose.Length > 20 && p.Text.Length > 100);
            Assert.True(TokenEstimate.Of(p.Text) + TokenEstimate.Of(p.Schema.GetRawText()) + p.MaxOutputTokens < 3500, p.Id);
            Assert.Contains("never followed", string.Join(' ', p.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        });
    }

    /// <summary>A strict server takes only schemas in which every key is required and no other is allowed.</summary>
    [Fact]
    public void Every_schema_is_of_the_strict_form()
    {
        foreach (var prompt in Bench.Prompts.All.Values)
            Strict(prompt.Schema);

        static void Strict(JsonElement schema)
        {
            if (schema.TryGetProperty("properties", out var properties))
            {
                Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
                Assert.Equal(properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal));
                foreach (var property in properties.EnumerateObject())
                    Strict(property.Value);
            }

            if (schema.TryGetProperty("items", out var items))
                Strict(items);
        }
    }

    public static TheoryData<string> Kept => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", "replies")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    /// <summary>The name of a kept reply begins with the prompt and ends with what must come of it: <c>word-answer.fenced.taken.txt</c>.</summary>
    [Theory]
    [MemberData(nameof(Kept))]
    public void A_kept_reply_is_taken_or_refused(string file)
    {
        var parts = file.Split('.');
        var reply = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "replies", file));
        Assert.Equal(parts[^2] == "taken", ReplySchema.Read(reply, Bench.Prompts[parts[0]].Schema) is not null);
    }

    [Theory]
    [InlineData("no head", "begins with no head")]
    [InlineData("---\nid: other\nversion: 1\npurpose: p\nmax-output-tokens: 10\n---\nx", "the id is other")]
    [InlineData("---\nid: p\nversion: none\npurpose: p\nmax-output-tokens: 10\n---\nx", "version is no number")]
    [InlineData("---\nid: p\nversion: 1\nmax-output-tokens: 10\n---\nx", "lacks purpose")]
    [InlineData("---\nid: p\nversion: 1\npurpose: p\nmax-output-tokens: 10\n---\nx", "p.schema.json is missing")]
    public void A_bad_prompt_file_is_named(string text, string expected)
    {
        var directory = Directory.CreateTempSubdirectory("memhelp-prompts-");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "p.md"), text);
            Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => PromptBook.Open(directory.FullName)).Message, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(true);
        }
    }
}
