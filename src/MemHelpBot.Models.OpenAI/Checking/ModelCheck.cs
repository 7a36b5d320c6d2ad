using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MemHelpBot.Answers.Models;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Models.OpenAI.Checking;

/// <summary>Tests a configuration step by step: the way to the server, who one is there, the model, what it understands, how much it holds.</summary>
public static class ModelCheck
{
    private const string PromptId = "check-model";
    private const string Word = "xylem-4711";

    /// <summary>The steps as they are taken; the first that fails is the last where the rest depends on it.</summary>
    public static async IAsyncEnumerable<CheckStep> RunAsync(ModelSettings settings, PromptBook prompts, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new("settings", true, $"{settings}, time limit {settings.Timeout.TotalSeconds:0} s");
        await foreach (var step in WayCheck.RunAsync(settings, cancellationToken).ConfigureAwait(false))
        {
            yield return step;
            if (!step.Ok)
                yield break;
        }

        var steps = settings.Section == ModelSettings.Chat ? ChatAsync(settings, prompts[PromptId], cancellationToken) : EmbeddingsAsync(settings, cancellationToken);
        await foreach (var step in steps.ConfigureAwait(false))
            yield return step;
    }

    private static async IAsyncEnumerable<CheckStep> ChatAsync(ModelSettings settings, Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = new OpenAIChat(settings with { Retries = 0, TokensPerHour = 0 });
        var (reply, first, failure) = await AskAsync(client, prompt, 0, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            yield return await FailedAsync(settings, failure, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        yield return new("sign-in and model", true, $"{settings.Name} answers");
        yield return new("streaming", true, string.Create(CultureInfo.InvariantCulture, $"first token after {first.TotalSeconds:0.0} s{(reply!.Usage is null ? "; the server counts no tokens, so budgets are estimates" : "")}"));
        yield return Structured(settings, prompt, client, reply);
        yield return await ContextAsync(settings, client, prompt, cancellationToken).ConfigureAwait(false);
    }

    private static CheckStep Structured(ModelSettings settings, Prompt prompt, OpenAIChat client, ChatResponse reply)
    {
        const string Name = "structured output";
        if (ReplySchema.Read(reply.Text, prompt.Schema) is not { } read)
            return new(Name, false, $"the reply is not JSON of the schema (it begins \"{Begin(reply.Text)}\"); take a model that follows instructions, or turn its thinking off; answers stay deterministic with this one");
        if (read.GetProperty("word").GetString() != Word)
            return new(Name, false, "the reply has the form and not the content that was asked for; take a larger model: with this one most sentences will stay deterministic");
        return client.Form.Format == StructuredOutput.Schema
            ? new(Name, true, "JSON schema, held by the server")
            : new(Name, true, $"the server takes no JSON schema; the prompt asks for the form and the reply is checked. {settings.Section}:StructuredOutput={client.Form.Format.ToString().ToLowerInvariant()} saves the attempt");
    }

    // Some servers run a model with less than it could hold and drop the beginning without a word.
    private static async Task<CheckStep> ContextAsync(ModelSettings settings, OpenAIChat client, Prompt prompt, CancellationToken cancellationToken)
    {
        const string Name = "context";
        var most = settings.ContextTokens - prompt.MaxOutputTokens - TokenEstimate.Of(prompt.Text) - 200;
        var (reply, _, failure) = await AskAsync(client, prompt, Math.Min(most, 8000), cancellationToken).ConfigureAwait(false);
        if (failure is { Failure: ModelFailure.TooSlow })
            return new(Name, true, $"a prompt as long as {settings.Section}:ContextTokens allows takes longer than the time limit; shorter ones are worded, for longer ones raise {settings.Section}:TimeoutSeconds");
        return failure is null && ReplySchema.Read(reply!.Text, prompt.Schema) is { } read && read.GetProperty("word").GetString() == Word
            ? new(Name, true, string.Create(CultureInfo.InvariantCulture, $"a prompt of about {reply.Usage?.InputTokenCount ?? most} tokens arrives whole"))
            : new(Name, false, $"a prompt within {settings.Section}:ContextTokens={settings.ContextTokens} does not arrive whole; run the server with a larger context (Ollama: OLLAMA_CONTEXT_LENGTH, llama.cpp: --ctx-size, vLLM: --max-model-len), or lower {settings.Section}:ContextTokens to what it has");
    }

    private static async IAsyncEnumerable<CheckStep> EmbeddingsAsync(ModelSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var embeddings = new OpenAIEmbeddings(settings with { Retries = 0, TokensPerHour = 0 });
        GeneratedEmbeddings<Embedding<float>>? vectors = null;
        ModelUnavailableException? failure = null;
        try
        {
            vectors = await embeddings.GenerateAsync(["the kernel killed a process", "內存不足 / out of memory", "the kernel killed a process again"], null, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelUnavailableException failed)
        {
            failure = failed;
        }

        if (failure is not null)
        {
            yield return await FailedAsync(settings, failure, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        yield return new("sign-in and model", true, $"{settings.Name} answers");
        var length = vectors![0].Vector.Length;
        yield return settings.Dimensions is { } asked && asked != length
            ? new("dimensions", false, $"the vectors have {length} numbers and {settings.Section}:Dimensions asks for {asked}; leave it out, or take a model that can shorten its vectors")
            : new("dimensions", true, $"{length}; another length or model makes a new index beside the old one");
        yield return vectors[0].Vector.Span.ContainsAnyExcept(0f) && !vectors[0].Vector.Span.SequenceEqual(vectors[1].Vector.Span)
            ? new("vectors", true, "different texts have different vectors")
            : new("vectors", false, "every text has the same vector; this model makes no embeddings");
    }

    private static async Task<(ChatResponse? Reply, TimeSpan First, ModelUnavailableException? Failure)> AskAsync(OpenAIChat client, Prompt prompt, int filler, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var first = TimeSpan.Zero;
        var updates = new List<ChatResponseUpdate>();
        // The word stands first: a server that cuts a prompt cuts its beginning.
        var data = JsonSerializer.Serialize(Word);
        var text = string.Join(' ', Enumerable.Repeat("slab pages", filler / 4));
        ChatMessage[] messages = [new(ChatRole.User, $"<data-check>\n{{\"word\": {data}, \"rest\": \"{text}\"}}\n</data-check>")];
        try
        {
            var options = new ChatOptions { MaxOutputTokens = prompt.MaxOutputTokens, ResponseFormat = ChatResponseFormat.ForJsonSchema(prompt.Schema, "check_model") };
            await foreach (var update in client.GetStreamingResponseAsync([new(ChatRole.System, prompt.In("en")), .. messages], options, cancellationToken).ConfigureAwait(false))
            {
                first = first == TimeSpan.Zero ? TimeProvider.System.GetElapsedTime(started) : first;
                updates.Add(update);
            }

            return (updates.ToChatResponse(), first, null);
        }
        catch (ModelUnavailableException failed)
        {
            return (null, first, failed);
        }
    }

    private static async Task<CheckStep> FailedAsync(ModelSettings settings, ModelUnavailableException failed, CancellationToken cancellationToken)
    {
        var s = settings.Section;
        var mend = failed.Failure switch
        {
            ModelFailure.NotAllowed when settings.Authentication == ModelAuthentication.Entra => "sign in (az login), or give the identity the role Cognitive Services OpenAI User on the resource",
            ModelFailure.NotAllowed when settings.Authentication == ModelAuthentication.None => $"the server wants a key: set {s}:ApiKey",
            ModelFailure.NotAllowed => $"set {s}:ApiKey anew; it must be a key of this very endpoint",
            ModelFailure.NotFound when settings.IsAzure => $"{s}:Name must be the name of a deployment of this resource, and {s}:Endpoint end with /openai/v1/",
            ModelFailure.NotFound => $"{await KnownAsync(settings, cancellationToken).ConfigureAwait(false)}; correct {s}:Name, or the path of {s}:Endpoint (most servers: /v1)",
            ModelFailure.NoQuota => "add credit to the account, or take another",
            ModelFailure.RateLimited => "try again later, or raise the limit of the account or deployment",
            ModelFailure.TooSlow => $"the model may still be loading: try again, or raise {s}:FirstTokenSeconds and {s}:TimeoutSeconds",
            ModelFailure.ServerError => "look at the server's own log",
            ModelFailure.BadReply => $"{s}:Endpoint is no OpenAI-compatible API: most servers have it under /v1",
            ModelFailure.Cut => "the server broke off: look at its own log (memory, time limits of a proxy)",
            _ => "see what the server says",
        };
        return new("sign-in and model", false, $"{failed.Message.TrimEnd('.')}{(failed.Detail is { Length: > 0 } said ? $" (it says: {said})" : "")}; {mend}");
    }

    private static async Task<string> KnownAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            using var http = ModelConnection.Http();
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.Endpoint, "models"));
            if (settings.ApiKey is { } key)
                request.Headers.Authorization = new("Bearer", key);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(5));
            using var reply = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            using var list = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
            var names = list.RootElement.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString()).Take(8).ToList();
            return names.Count == 0 ? "the server has no model loaded" : $"the server has {string.Join(", ", names)}";
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            return $"the server knows no {settings.Name}";
        }
    }

    private static string Begin(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c).Take(60)]);
        return text.Length > 60 ? line + "…" : line;
    }
}
