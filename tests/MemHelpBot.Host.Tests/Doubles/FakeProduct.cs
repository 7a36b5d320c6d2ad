using System.Buffers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Answers.Model;
using MemHelpBot.Parsing;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>A product that answers every log with <see cref="Some.Answer"/> and every later turn with a follow-up.</summary>
internal sealed class FakeProduct : IProduct
{
    public FakeAssistant Assistant { get; } = new();

    /// <summary>Replaces the opening of the corpus.</summary>
    public Func<Task<OpenedProduct>>? Opening { get; init; }

    public IReadOnlyList<PagePicture> Drawn { get; set; } = [Some.Picture];

    public Task<OpenedProduct> OpenAsync(HostSettings settings, CancellationToken cancellationToken) =>
        Opening is null ? Task.FromResult(new OpenedProduct(Assistant, [])) : Opening();

    public DecodedText Decode(byte[] bytes) => bytes is [0xFF, 0xFE, ..]
        ? new(Encoding.Unicode.GetString(bytes.AsSpan(2)), [new Notice("utf-16", "The text was UTF-16.", null)])
        : new(Encoding.UTF8.GetString(bytes), bytes.Contains((byte)0) ? [new Notice("binary", "Binary data.", null)] : []);

    public void WriteAnswer(IBufferWriter<byte> into, Answer answer)
    {
        using var writer = new Utf8JsonWriter(into);
        writer.WriteStartObject();
        writer.WriteNumber("schema", 1);
        writer.WriteString("language", answer.Language);
        writer.WriteString("primary", answer.Causes[0].Id);
        writer.WriteEndObject();
    }

    public IReadOnlyList<PagePicture> Pictures(Answer answer) => Drawn;

    public string PictureStyle => ".mhb-picture text { fill: currentcolor; font-size: 12px } .mhb-picture rect { fill: #2f6db5 }";

    public string Report(Answer answer, IReadOnlyList<string> messages) =>
        $"<!doctype html><title>report</title><p>{messages.Count} message(s)</p>";
}
