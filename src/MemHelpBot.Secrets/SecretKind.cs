namespace MemHelpBot.Secrets;

/// <summary>What a masked stretch was; the placeholder names it.</summary>
public enum SecretKind
{
    /// <summary>An API or access key.</summary>
    Key,

    /// <summary>A token that stands for a person or a program: access token, JWT, session.</summary>
    Token,

    /// <summary>A password, a passphrase or the hash of one.</summary>
    Password,

    /// <summary>A private key.</summary>
    PrivateKey,

    /// <summary>The cookies of a request.</summary>
    Cookie,

    /// <summary>The part of an address that lets anybody who has it in: a webhook.</summary>
    Link,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A private IP address; masked on request.</summary>
    Address,

    /// <summary>A host name; masked on request.</summary>
    Host,
}

/// <summary>Where a secret stands in a text.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct SecretSpan(int Start, int End, SecretKind Kind);

/// <summary>What is masked beside keys, tokens, passwords, webhooks and e-mail addresses, which always are.</summary>
public sealed record MaskOptions
{
    /// <summary>Nothing beside.</summary>
    public static MaskOptions Usual { get; } = new();

    /// <summary>Private and link-local IP addresses (RFC 1918, 6598, 3927, 4193, 4291).</summary>
    public bool PrivateAddresses { get; init; }

    /// <summary>Host names: of log lines, after <c>host=</c> and its kin, and full names under a known top-level domain.</summary>
    public bool HostNames { get; init; }
}
