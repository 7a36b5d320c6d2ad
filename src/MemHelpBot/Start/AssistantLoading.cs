using System.Diagnostics.CodeAnalysis;

namespace MemHelpBot;

/// <summary>The product while it opens: the server starts at the same time, and requests that need it wait here.</summary>
internal sealed class AssistantLoading
{
    private readonly Task<OpenedProduct> opening;

    /// <summary>Starts to open the product on another thread.</summary>
    public AssistantLoading(IProduct product, HostSettings settings, CancellationToken stopping) =>
        opening = Task.Run(() => product.OpenAsync(settings, stopping), stopping);

    /// <summary>Whether requests are answered without waiting.</summary>
    public bool IsReady => opening.IsCompletedSuccessfully;

    /// <summary>The product once it is open.</summary>
    [SuppressMessage("Usage", "VSTHRD003", Justification = "Started here.")]
    public Task<OpenedProduct> OpenedAsync(CancellationToken cancellationToken) => opening.WaitAsync(cancellationToken);
}
