using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;

namespace MemHelpBot.Channels.Slack.Web;

/// <summary>Why a file was not read.</summary>
internal enum FileTrouble
{
    /// <summary>A picture, a film or a sound.</summary>
    NoText,

    /// <summary>Larger than a message may bring.</summary>
    TooLarge,

    /// <summary>Deleted, hidden, elsewhere, or not to be read with the bot's rights.</summary>
    OutOfReach,
}

/// <summary>A file that came, or why not.</summary>
internal readonly record struct FetchedFile(string Name, ChannelFile? File, FileTrouble? Trouble);

/// <summary>
/// Files in and out. The bot token goes to the hosts of the allow list and nowhere else: an address in a payload is text of others.
/// </summary>
internal sealed class SlackFiles(HttpClient http, SlackWebApi api, SlackSettings settings)
{
    /// <summary>Fetches a file of a message.</summary>
    /// <param name="file">The file object of the event.</param>
    /// <param name="limit">How many bytes may come.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FetchedFile> FetchAsync(JsonElement file, long limit, CancellationToken cancellationToken)
    {
        // Of files of other workspaces the event has only the id (Slack Connect, "check_file_info").
        if (file.Text("file_access") == "check_file_info" || file.Text("url_private").Length == 0)
            file = await AskAsync(file, cancellationToken).ConfigureAwait(false);
        var name = FileNames.Shown(file.Text("name"), FileNames.Shown(file.Text("title"), "file"));
        if (file.Text("mode") is "external" or "tombstone" or "hidden_by_limit" || file.Flag("is_external"))
            return new(name, null, FileTrouble.OutOfReach);
        if (IsNoText(file.Text("mimetype")))
            return new(name, null, FileTrouble.NoText);
        if (file.Whole("size") > limit)
            return new(name, null, FileTrouble.TooLarge);
        var address = file.Text("url_private_download") is { Length: > 0 } download ? download : file.Text("url_private");
        return IsOurs(address, out var url) ? await GetAsync(url, name, file.Text("mimetype"), limit, cancellationToken).ConfigureAwait(false) : new(name, null, FileTrouble.OutOfReach);
    }

    /// <summary>Puts a file into a thread.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="channel">Where to.</param>
    /// <param name="thread">The thread; null for none.</param>
    /// <param name="comment">What stands above it, as mrkdwn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ShareAsync(string name, byte[] content, string channel, string? thread, string comment, CancellationToken cancellationToken)
    {
        var ticket = await api.CallAsync("files.getUploadURLExternal", new SlackArguments().With("filename", name).With("length", content.Length.ToString(CultureInfo.InvariantCulture)), cancellationToken).ConfigureAwait(false);
        if (!IsOurs(ticket.Text("upload_url"), out var url))
            throw new SlackApiException("files.getUploadURLExternal", "upload_url_of_another_host");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.FilePatience);
        try
        {
            using var response = await http.SendAsync(request, patience.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new ChannelUnavailableException($"Slack did not take a file: status {(int)response.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ChannelUnavailableException("Slack cannot be reached for a file.", failure);
        }

        var files = new JsonArray(new JsonObject { ["id"] = ticket.Text("file_id"), ["title"] = name });
        await api.CallAsync("files.completeUploadExternal", new SlackArguments().With("files", files).With("channel_id", channel).With("thread_ts", thread).With("initial_comment", comment), cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonElement> AskAsync(JsonElement file, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.CallAsync("files.info", new SlackArguments().With("file", file.Text("id")), cancellationToken).ConfigureAwait(false)).At("file");
        }
        catch (SlackApiException)
        {
            return file;
        }
    }

    private async Task<FetchedFile> GetAsync(Uri url, string name, string kind, long limit, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.BotToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.FilePatience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            // Without the scope files:read Slack answers with its sign-in page, by a redirect or at once.
            var isPage = response.Content.Headers.ContentType?.MediaType == "text/html" && kind != "text/html";
            if (response.StatusCode != HttpStatusCode.OK || isPage)
                return new(name, null, FileTrouble.OutOfReach);
            return await BoundedStream.ReadAsync(response.Content, limit, patience.Token).ConfigureAwait(false) is { } bytes
                ? new(name, new ChannelFile(name, bytes), null)
                : new(name, null, FileTrouble.TooLarge);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Also one that came too slowly: the words of the message do not wait for it.
            return new(name, null, FileTrouble.OutOfReach);
        }
    }

    private bool IsOurs(string address, out Uri url) =>
        Uri.TryCreate(address, UriKind.Absolute, out url!) && url.UserInfo.Length == 0
        && ((url.Scheme == "https" && url.IsDefaultPort && settings.FileHosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase))
            || (settings.IsDouble && url.Authority == settings.ApiUrl.Authority));

    private static bool IsNoText(string kind) =>
        kind.StartsWith("image/", StringComparison.Ordinal) || kind.StartsWith("video/", StringComparison.Ordinal) || kind.StartsWith("audio/", StringComparison.Ordinal);
}
