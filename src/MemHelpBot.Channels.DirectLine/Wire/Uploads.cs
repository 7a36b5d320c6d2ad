using MemHelpBot.Assistant.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MemHelpBot.Channels.DirectLine.Wire;

/// <summary>Reads a message that comes with files: a part <c>activity</c>, then a part for each file. All stays in memory; a name is shown and never a path.</summary>
internal sealed class Uploads(DirectLineSettings settings, Bodies bodies)
{
    /// <summary>Files that one message may bring.</summary>
    public const int MostFiles = 10;

    private const int MostBoundaryCharacters = 100;
    private const int Overhead = 64 * 1024;

    /// <summary>The message and its files.</summary>
    /// <exception cref="DirectLineException">It cannot be read, or is too much.</exception>
    public async Task<(IncomingActivity Activity, IReadOnlyList<ChannelFile> Files)> ReadAsync(HttpContext context)
    {
        var most = settings.MaxFileMegabytes * 1024L * 1024;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MostBoundaryCharacters } boundary)
            throw DirectLineException.WrongType("multipart/form-data with a boundary");
        if (context.Request.ContentLength > most + Bodies.MostActivityBytes + Overhead)
            throw DirectLineException.TooLarge(most);
        Bodies.Allow(context, most + Bodies.MostActivityBytes + Overhead);
        using var patience = bodies.Patience(context);
        return await Bodies.InTimeAsync(() => PartsAsync(context.Request.Body, boundary, most, patience.Token), context).ConfigureAwait(false);
    }

    private static async Task<(IncomingActivity Activity, IReadOnlyList<ChannelFile> Files)> PartsAsync(Stream body, string boundary, long most, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        var files = new List<ChannelFile>();
        IncomingActivity? activity = null;
        var room = most;
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var place))
                throw DirectLineException.Bad("A part has no Content-Disposition.");
            if (HeaderUtilities.RemoveQuotes(place.Name) == "activity")
            {
                if (activity is not null)
                    throw DirectLineException.Bad("There are two parts \"activity\".");
                var json = await Bodies.ReadAsync(part.Body, Bodies.MostActivityBytes, Bodies.MostActivityBytes, cancellationToken).ConfigureAwait(false);
                activity = Bodies.Parse(json, WireJson.Default.IncomingActivity);
                continue;
            }

            if (files.Count == MostFiles)
                throw DirectLineException.Bad(FormattableString.Invariant($"More than {MostFiles} files."));
            var bytes = await Bodies.ReadAsync(part.Body, room, most, cancellationToken).ConfigureAwait(false);
            room -= bytes.Length;
            files.Add(new ChannelFile(NameOf(place), bytes));
        }

        return (activity ?? new IncomingActivity { Type = "message" }, files);
    }

    private static string NameOf(ContentDispositionHeaderValue place) =>
        FileNames.Shown(HeaderUtilities.RemoveQuotes(place.FileNameStar.HasValue ? place.FileNameStar : place.FileName).ToString(), "file");
}
