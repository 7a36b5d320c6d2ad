using System.Net;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Security;

namespace MemHelpBot.Channels.Teams.Files;

/// <summary>Fetches the files of a message, without a token, from permitted hosts only, within limits of size and time.</summary>
internal sealed class FileFetcher(HttpClient http, ServiceAddresses addresses, TeamsSettings settings)
{
    private const string DownloadInfo = "application/vnd.microsoft.teams.file.download.info";
    private const int MostFiles = 10;
    private const int MostRedirects = 3;

    /// <summary>For all files of a message: the channel gives up on a request after some fifteen seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The files, and which could not be had.</summary>
    public async Task<FetchedFiles> FetchAsync(Activity activity, CancellationToken cancellationToken)
    {
        var files = new List<ChannelFile>();
        var missing = new List<MissingFile>();
        var left = settings.MaxFileMegabytes * 1024L * 1024;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        foreach (var (name, address) in Listed(activity))
        {
            try
            {
                var bytes = files.Count == MostFiles ? throw new FileMissingException(FileProblem.TooMany) : await FetchAsync(address, left, patience.Token).ConfigureAwait(false);
                left -= bytes.Length;
                files.Add(new ChannelFile(name, bytes));
            }
            catch (FileMissingException reason)
            {
                missing.Add(new MissingFile(name, reason.Problem));
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                missing.Add(new MissingFile(name, FileProblem.NotFetched));
            }
        }

        return new FetchedFiles(files, missing);
    }

    /// <summary>Files and their addresses. Cards, and the HTML form of the text that Teams adds to every message, are no files.</summary>
    private static IEnumerable<(string Name, string? Address)> Listed(Activity activity)
    {
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (attachment?.ContentType is not { } type || type == "text/html" || type.StartsWith("application/vnd.microsoft.card", StringComparison.OrdinalIgnoreCase))
                continue;
            if (type.Equals(DownloadInfo, StringComparison.OrdinalIgnoreCase))
                yield return (FileNames.Shown(attachment.Name, "file"), attachment.Content is System.Text.Json.Nodes.JsonObject content && content["downloadUrl"] is System.Text.Json.Nodes.JsonValue url && url.TryGetValue<string>(out var text) ? text : null);
            else if (attachment.ContentUrl is { } inline)
                yield return (FileNames.Shown(attachment.Name, "file"), type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? null : inline);
        }
    }

    private async Task<byte[]> FetchAsync(string? address, long most, CancellationToken cancellationToken)
    {
        if (address is null)
            throw new FileMissingException(FileProblem.NoText);
        for (var hop = 0; ; hop++)
        {
            var url = addresses.File(address) ?? throw new FileMissingException(FileProblem.HostNotAllowed);
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next && hop < MostRedirects)
            {
                address = new Uri(url, next).AbsoluteUri;
                continue;
            }

            if (response.StatusCode != HttpStatusCode.OK)
                throw new FileMissingException(FileProblem.NotFetched);
            return await BoundedStream.ReadAsync(response.Content, most, cancellationToken).ConfigureAwait(false) ?? throw new FileMissingException(FileProblem.TooLarge);
        }
    }

    private sealed class FileMissingException(FileProblem problem) : Exception
    {
        public FileProblem Problem => problem;
    }
}

/// <summary>The files of a message.</summary>
internal sealed record FetchedFiles(IReadOnlyList<ChannelFile> Files, IReadOnlyList<MissingFile> Missing);

/// <summary>A file that could not be had.</summary>
internal sealed record MissingFile(string Name, FileProblem Problem);

/// <summary>Why a file could not be had.</summary>
internal enum FileProblem
{
    /// <summary>A picture, or an attachment without an address.</summary>
    NoText,

    /// <summary>The host is not on the list.</summary>
    HostNotAllowed,

    /// <summary>Larger than the limit, or than what other files left of it.</summary>
    TooLarge,

    /// <summary>More files than are read of one message.</summary>
    TooMany,

    /// <summary>The host did not give it, or not in time.</summary>
    NotFetched,
}
