using System.Diagnostics.CodeAnalysis;

namespace MemHelpBot.Api;

/// <summary>The one place where failures of a request become answers.</summary>
internal static partial class ErrorAnswers
{
    /// <summary>Runs the rest of the pipeline; whatever it throws ends here.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The edge of the process: no exception may reach a client.")]
    public static async Task ContainAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            if (Of(context, failure) is { } error)
                await WriteAsync(context, error).ConfigureAwait(false);
        }
    }

    /// <summary>What a client is told of a failure; null when the client went away and there is nobody to tell.</summary>
    public static ApiError? Of(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                return null;
            case RefusedException refused:
                return refused.Error;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return ApiError.TooLarge(context.RequestServices.GetRequiredService<HostSettings>());
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return ApiError.TooSlow(context.RequestServices.GetRequiredService<HostSettings>().Api.BodySeconds);
            case BadHttpRequestException:
                return ApiError.BadRequest("The request could not be read to its end.");
            default:
                var trace = context.TraceIdentifier;
                var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("MemHelpBot");
                // An exception's message may quote the paste, so it is not logged: type and place are enough to find the fault.
                LogFailure(logger, trace, failure.GetType().FullName ?? "?", failure.StackTrace ?? "");
                return ApiError.Internal(trace);
        }
    }

    /// <summary>Answers with an error, unless an answer has begun.</summary>
    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = error.Status;
        context.Response.Headers.ContentSecurityPolicy = Security.SecurityHeaders.Policy;
        return context.Response.WriteAsJsonAsync(ErrorBody.Of(error), ApiJson.Default.ErrorBody, cancellationToken: context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "Request {Trace} failed: {Type}\n{Stack}")]
    private static partial void LogFailure(ILogger logger, string trace, string type, string stack);
}

/// <summary>A request is refused with an error of its own. Thrown by readers of requests, caught in <see cref="ErrorAnswers"/>.</summary>
internal sealed class RefusedException(ApiError error) : Exception(error.Message)
{
    /// <summary>What the client gets.</summary>
    public ApiError Error { get; } = error;
}
