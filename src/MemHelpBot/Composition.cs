using System.Buffers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Answers.Model;
using MemHelpBot.Api;
using MemHelpBot.Parsing;
using MemHelpBot.Parsing.Text;
using MemHelpBot.View;

namespace MemHelpBot;

/// <summary>The one place of the host that picks implementations.</summary>
internal sealed class Composition : IProduct
{
    /// <inheritdoc/>
    public Task<OpenedProduct> OpenAsync(HostSettings settings, CancellationToken cancellationToken) =>
        Task.FromException<OpenedProduct>(new InvalidOperationException("this build has no assistant wired in"));

    /// <inheritdoc/>
    public DecodedText Decode(byte[] bytes) =>
        new(Encoding.UTF8.GetString(bytes), bytes.Contains((byte)0) ? [new Notice("binary", "This is binary data.", null)] : []);

    /// <inheritdoc/>
    public void WriteAnswer(IBufferWriter<byte> into, Answer answer)
    {
        using var writer = new Utf8JsonWriter(into);
        JsonSerializer.Serialize(writer, AnswerViews.Of(answer), ApiJson.Default.AnswerView);
    }

    /// <inheritdoc/>
    public IReadOnlyList<PagePicture> Pictures(Answer answer) => [];

    /// <inheritdoc/>
    public string PictureStyle => "";

    /// <inheritdoc/>
    public string Report(Answer answer, IReadOnlyList<string> messages) => answer.Markdown;
}
