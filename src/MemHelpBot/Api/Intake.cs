using System.Text;
using System.Text.Json;
using MemHelpBot.Assistant;
using MemHelpBot.Channels;
using MemHelpBot.Parsing;
using MemHelpBot.View;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MemHelpBot.Api;

/// <summary>What a request brought: the turn, and which lines of it are which part.</summary>
/// <param name="Turn">The text of all parts, files first.</param>
/// <param name="Parts">The parts with their lines.</param>
/// <param name="WithView">Whether the client draws the answer itself and wants <see cref="AnswerView"/>.</param>
internal sealed record Brought(Turn Turn, IReadOnlyList<PartView> Parts, bool WithView);

/// <summary>
/// Reads the body of a turn: plain text, JSON or a form with files. Nothing touches the disk. Files come first in the turn,
/// in the order sent, so that line 12 of a single file stays line 12 of the turn whatever was typed beside it.
/// </summary>
internal sealed class Intake(IProduct product, HostSettings settings)
{
    private const string Expected = "text/plain, application/json or multipart/form-data";
    private static readonly string[] Languages = ["auto", "en", "zh", "pl"];
    private static readonly string[] Roles = ["user", "root", "cluster-admin"];

    /// <summary>How long a body may be: JSON escapes and form boundaries lengthen a text that is itself within the limit.</summary>
    public static long BodyLimit(HostSettings settings) => (2 * settings.MaxBytes) + (64 * 1024);

    /// <summary>Reads the request.</summary>
    /// <exception cref="RefusedException">The request is too large, of a wrong type, malformed, too slow, or a part is not text.</exception>
    public async Task<Brought> ReadAsync(HttpRequest request)
    {
        request.HttpContext.RefuseLonger(BodyLimit(settings), () => ApiError.TooLarge(settings));
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw new RefusedException(ApiError.WrongType(Expected));
        return type.MediaType.Value switch
        {
            "text/plain" => await request.HttpContext.InTimeAsync(token => ReadPlainAsync(request, token)).ConfigureAwait(false),
            "application/json" => await request.HttpContext.InTimeAsync(token => ReadJsonAsync(request, token)).ConfigureAwait(false),
            "multipart/form-data" => await request.HttpContext.InTimeAsync(token => ReadFormAsync(request, token)).ConfigureAwait(false),
            _ => throw new RefusedException(ApiError.WrongType(Expected)),
        };
    }

    private async Task<Brought> ReadPlainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(request.Body, request.ContentLength, cancellationToken).ConfigureAwait(false);
        var query = request.Query;
        return Join([Decoded("The text", bytes)], null, query["language"], query["role"], query["view"] == "true");
    }

    private async Task<Brought> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        TurnBody? body;
        try
        {
            body = await request.ReadFromJsonAsync(ApiJson.Default.TurnBody, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException bad)
        {
            // The parser's own message quotes the body; the place is enough.
            throw new RefusedException(ApiError.BadRequest($"The body is no valid JSON turn (near line {bad.LineNumber + 1 ?? 1}); send an object such as {{\"text\": \"…\"}}."));
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(ApiError.WrongType("JSON as UTF-8"));
        }

        if (body is null || (body.Text is null && body.Files is null))
            throw new RefusedException(ApiError.BadRequest("The body has neither \"text\" nor \"files\"; send an object such as {\"text\": \"…\"}."));
        var files = (body.Files ?? []).Select((f, i) => new ReadPart(NameOf(f?.Name, i), f?.Text ?? "", [])).ToList();
        return Join(files, body.Text, body.Language, body.Role, body.View);
    }

    private async Task<Brought> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(
                new FormOptions
                {
                    // In memory to the limit: a paste is never written to a temporary file.
                    MemoryBufferThreshold = checked((int)settings.MaxBytes) + 1,
                    MultipartBodyLengthLimit = settings.MaxBytes + 1,
                    ValueLengthLimit = checked((int)settings.MaxBytes) + 1,
                    ValueCountLimit = 64,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException bad)
        {
            throw new RefusedException(bad.Message.Contains("limit", StringComparison.Ordinal)
                ? ApiError.TooLarge(settings)
                : ApiError.BadRequest("The form could not be read; send multipart/form-data with the fields text, language, role and files."));
        }
        catch (IOException)
        {
            throw new RefusedException(ApiError.BadRequest("The form ends too early."));
        }

        var files = new List<ReadPart>();
        foreach (var file in form.Files)
        {
            using var stream = file.OpenReadStream();
            files.Add(Decoded(NameOf(file.FileName, files.Count), await BytesAsync(stream, file.Length, cancellationToken).ConfigureAwait(false)));
        }

        var text = form.TryGetValue("text", out var typed) ? typed.ToString() : null;
        if (files.Count == 0 && text is null)
            throw new RefusedException(ApiError.BadRequest("The form has neither a field \"text\" nor a file."));
        return Join(files, text, form["language"], form["role"], form["view"] == "true");
    }

    private Brought Join(IReadOnlyList<ReadPart> files, string? typed, string? language, string? role, bool withView)
    {
        language = Chosen(language, Languages, "language") ?? "auto";
        role = Chosen(role, Roles, "role");
        var parts = files.Select(f => (Name: (string?)f.Name, f.Text, f.Notices)).ToList();
        if (!string.IsNullOrWhiteSpace(typed))
            parts.Add((null, typed, []));
        var text = new StringBuilder();
        var views = new List<PartView>(parts.Count);
        var line = 1;
        long size = 0;
        foreach (var part in parts)
        {
            size += Encoding.UTF8.GetByteCount(part.Text);
            if (size > settings.MaxBytes)
                throw new RefusedException(ApiError.TooLarge(settings));
            if (text.Length > 0 && text[^1] != '\n')
                text.Append('\n');
            text.Append(part.Text);
            var lines = PartViews.Lines(part.Text);
            views.Add(new PartView(part.Name, line, lines, [.. part.Notices.Select(n => new NoticeView(n.Id, n.Text))]));
            line += lines;
        }

        return new Brought(new Turn(text.ToString(), language, role) { Notices = [.. files.SelectMany(f => f.Notices)] }, views, withView);
    }

    private ReadPart Decoded(string name, byte[] bytes)
    {
        var decoded = product.Decode(bytes);
        return decoded.Notices.Any(n => n.Id == "binary")
            ? throw new RefusedException(ApiError.Binary(name))
            : new ReadPart(name, decoded.Text, decoded.Notices);
    }

    private async Task<byte[]> BytesAsync(Stream body, long? length, CancellationToken cancellationToken)
    {
        if (length > settings.MaxBytes)
            throw new RefusedException(ApiError.TooLarge(settings));
        return await BoundedStream.ReadAsync(body, settings.MaxBytes, cancellationToken).ConfigureAwait(false) ?? throw new RefusedException(ApiError.TooLarge(settings));
    }

    private static string? Chosen(string? value, string[] known, string field) =>
        string.IsNullOrEmpty(value) ? null
        : known.Contains(value, StringComparer.Ordinal) ? value
        : throw new RefusedException(ApiError.BadRequest($"\"{field}\" is one of {string.Join(", ", known)}."));

    private static string NameOf(string? given, int index) => FileNames.Shown(given, $"file {index + 1}");

    private sealed record ReadPart(string Name, string Text, IReadOnlyList<Notice> Notices);
}
