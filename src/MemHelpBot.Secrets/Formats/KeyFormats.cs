using static MemHelpBot.Secrets.Finding.Alphabets;

namespace MemHelpBot.Secrets.Formats;

/// <summary>The published formats of keys and tokens, from the issuers' own documents and their secret-scanning partner lists.</summary>
internal static class KeyFormats
{
    private const SecretKind Key = SecretKind.Key;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeyFormat> All { get; } =
    [
        .. Clouds(), .. Code(), .. Chats(), .. Models(), .. Payments(), .. Services(), .. Storage(),
    ];

    private static IEnumerable<KeyFormat> Clouds() =>
    [
        // AWS: IAM unique-id prefixes; session tokens; Bedrock keys; MWS.
        .. Several("AKIA ASIA ABIA ACCA", p => new KeyFormat(p, UpperDigits, 16, 16, Key)),
        new("IQoJb3JpZ2lu", Base64, 100), new("FwoGZXIvYXdz", Base64, 100), new("ABSK", Base64, 90, 0, Key), new("amzn.mws.", Word, 36, 36),
        // Google: API keys, OAuth client secrets, access and refresh tokens.
        new("AIza", Word, 35, 35, Key), new("GOCSPX-", Word, 28, 28, Key), new("ya29.", Dotted, 20), new("1//0", Word, 40),
        // Alibaba, Tencent, Baidu, Volcengine, JD.
        new("LTAI", Alnum, 12, 26, Key), new("STS.N", Alnum, 16, 0, Key), new("AKID", Alnum, 13, 40, Key), new("ALTAK", Alnum, 12, 32, Key), new("ALTAK-", Alnum, 12, 32, Key),
        new("AKLT", Alnum, 20, 0, Key), new("JDC_", UpperDigits, 20, 40, Key),
        // DigitalOcean, Linode-like, Scaleway, Yandex, Oracle, IBM, Heroku, Fly, Render, Netlify, PlanetScale, Supabase.
        new("dop_v1_", Hex, 64, 64), new("doo_v1_", Hex, 64, 64), new("dor_v1_", Hex, 64, 64), new("SCW", UpperDigits, 17, 17, Key) { Digit = true },
        new("AQVN", Word, 35), new("YCAJE", Word, 20, 0, Key), new("YCN", Word, 35), new("t1.9eu", Dotted, 60), new("HRKU-", Word, 36), new("FlyV1 ", Base64, 60), new("fm2_", Base64, 60), new("fo1_", Word, 40),
        new("rnd_", Alnum, 28), new("nfp_", Alnum, 36), new("pscale_tkn_", Dotted, 32), new("pscale_pw_", Dotted, 32, 0, SecretKind.Password), new("pscale_oauth_", Dotted, 32), new("sbp_", Hex, 40), new("sb_secret_", Word, 20),
        new("v1.0-", Hex, 24, 0, Key), new("cfut_", Word, 40), new("cfat_", Word, 40),
    ];

    private static IEnumerable<KeyFormat> Code() =>
    [
        // GitHub, GitLab, Bitbucket and Atlassian, Gitea, Sourcegraph.
        .. Several("ghp_ gho_ ghu_ ghs_ ghr_", p => new KeyFormat(p, Alnum, 36) { Anywhere = true }),
        new("github_pat_", Word, 40) { Anywhere = true },
        .. Several("glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glsoat- glimt- glagent- gloas- glffct- glwt-", p => new KeyFormat(p, Dotted, 20) { Anywhere = true }),
        new("GR1348941", Word, 20), new("ATATT3", Base64, 60), new("ATBB", Alnum, 28), new("ATCTT3", Base64, 60), new("BBDC-", Base64, 40), new("sgp_", Word, 40), new("sgph_", Word, 40),
        // Packages and images: npm, PyPI, RubyGems, NuGet, crates.io, Docker, Artifactory, Maven, Clojars.
        new("npm_", Alnum, 36, 36) { Anywhere = true }, new("pypi-AgE", Word, 50), new("rubygems_", Hex, 48), new("oy2", LowerDigits, 43, 43, Key), new("cio", Alnum, 32, 32) { Digit = true },
        new("dckr_pat_", Word, 20), new("dckr_oat_", Word, 20), new("AKCp", Alnum, 50, 0, Key), new("cmVmdGtu", Alnum, 40), new("CLOJARS_", Hex, 60),
        // Quality, build and delivery: Sonar, Snyk, CircleCI, Buildkite, Travis, Terraform, Pulumi, Vault, Doppler, Infracost, Nx, LaunchDarkly.
        new("squ_", Hex, 40), new("sqp_", Hex, 40), new("sqa_", Hex, 40), new("CCIPAT_", Word, 40), new("CCIPRJ_", Word, 40), new("bkua_", Hex, 40), new("snyk_", Word, 36), new("pul-", Hex, 40),
        new("hvs.", Word, 24), new("hvb.", Word, 24), new("hvr.", Word, 24), new("dp.pt.", Alnum, 40), new("dp.st.", Dotted, 40), new("dp.ct.", Alnum, 40), new("dp.sa.", Alnum, 40), new("ico-", Alnum, 32, 32, Key) { Digit = true },
        new("sdk-", Word, 36, 0, Key) { Digit = true }, new("api-", Hex, 36, 0, Key) { Digit = true }, new("PMAK-", Word, 50, 0, Key), new("ops_eyJ", Base64, 100), new("tskey-", Word, 20, 0, Key), new("AGE-SECRET-KEY-1", UpperDigits, 50, 0, SecretKind.PrivateKey),
    ];

    private static IEnumerable<KeyFormat> Chats() =>
    [
        .. Several("xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxo- xoxc- xoxe.xoxp- xoxe.xoxb- xapp-", p => new KeyFormat(p, Word, 20)),
        new("xoxd-", Token, 20, 0, SecretKind.Cookie), new("ntn_", Alnum, 40), new("secret_", Alnum, 43, 43), new("lin_api_", Alnum, 32, 0, Key), new("lin_oauth_", Alnum, 40), new("figd_", Word, 35), new("CFPAT-", Word, 40),
    ];

    private static IEnumerable<KeyFormat> Models() =>
    [
        new("sk-", Word, 20, 0, Key) { Digit = true }, new("hf_", Alnum, 30), new("api_org_", Alnum, 30), new("r8_", Word, 36), new("gsk_", Alnum, 40, 0, Key), new("xai-", Alnum, 60, 0, Key), new("pplx-", Alnum, 40, 0, Key),
        new("nvapi-", Word, 40, 0, Key), new("wandb_v1_", Word, 40, 0, Key), new("fw_", Alnum, 22, 0, Key) { Digit = true }, new("tgp_v1_", Word, 40, 0, Key), new("co_api_", Alnum, 30, 0, Key), new("csk-", Alnum, 40, 0, Key), new("jina_", Word, 50, 0, Key), new("pcsk_", Word, 40, 0, Key), new("tvly-", Word, 28, 0, Key), new("lsv2_pt_", Word, 40, 0, Key), new("lsv2_sk_", Word, 40, 0, Key),
    ];

    private static IEnumerable<KeyFormat> Payments() =>
    [
        .. Several("sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_ sk_prod_ rk_prod_", p => new KeyFormat(p, Alnum, 16, 0, Key)),
        new("whsec_", Base64, 24, 0, Key), new("sq0atp-", Word, 22), new("sq0csp-", Word, 43, 0, Key), new("EAAA", Base64, 60), new("access_token$production$", Token, 40), new("access_token$sandbox$", Token, 40), new("FLWSECK-", Word, 32, 0, Key), new("FLWSECK_TEST-", Word, 12, 0, Key), new("rzp_live_", Alnum, 14, 0, Key), new("rzp_test_", Alnum, 14, 0, Key), new("live_", Alnum, 30, 0, Key) { Digit = true },
        .. Several("shpat_ shpss_ shpca_ shppa_ shptka_", p => new KeyFormat(p, Hex, 32)),
    ];

    private static IEnumerable<KeyFormat> Services() =>
    [
        new("SG.", Dotted, 66, 0, Key), new("SK", Hex, 32, 32, Key), new("key-", Hex, 32, 32, Key), new("xkeysib-", Word, 64, 0, Key), new("xsmtpsib-", Word, 64, 0, Key), new("re_", Alnum, 30, 0, Key) { Digit = true }, new("PM-", Alnum, 36, 0, Key),
        new("NRAK-", UpperDigits, 27, 0, Key), new("NRII-", Word, 32, 0, Key), new("NRJS-", Hex, 19, 0, Key), new("NRRA-", Hex, 42, 0, Key), new("glsa_", Word, 40), new("glc_", Base64, 32), new("eyJrIjoi", Base64, 60, 0, Key),
        new("sntrys_", Base64, 60), new("sntryu_", Hex, 64), new("dt0c01.", Dotted, 80), new("dt0s01.", Dotted, 80), new("dapi", Hex, 32, 32), new("dkea", Hex, 32, 32), new("dose", Hex, 32, 32), new("phc_", Alnum, 40, 0, Key), new("phx_", Alnum, 40, 0, Key), new("hlx_", Alnum, 40, 0, Key),
        new("ddp_", Alnum, 36, 0, Key), new("pdus+", Word, 20), new("00D", Token, 90), new("EZAK", Alnum, 54, 0, Key), new("EZTK", Alnum, 54, 0, Key), new("shippo_live_", Hex, 40, 0, Key), new("shippo_test_", Hex, 40, 0, Key), new("duffel_live_", Word, 40), new("duffel_test_", Word, 40), new("pat-na1-", Word, 36), new("pat-eu1-", Word, 36),
        new("prefect_", Alnum, 30, 0, Key) { Digit = true }, new("pnu_", LowerDigits, 36, 0, Key), new("fio-u-", Word, 60), new("EAACEdEose0cBA", Alnum, 20), new("AAAAAAAAAAAAAAAAAAAAA", Token, 60), new("ghcr_", Alnum, 30), new("zpka_", Word, 40, 0, Key), new("tfp_", Word, 40),
    ];

    /// <summary>Private keys in base64 without their frame: the first bytes of the DER and OpenSSH encodings.</summary>
    private static IEnumerable<KeyFormat> Storage() =>
    [
        .. Several("MIIEv MIIEo MIIEp MIIJK MIIJQ MIIG4 MIIG5 MIICX MIICd MHcCAQEE MIGHAgEA MIGkAgEB MIHcAgEB MIGTAgEA MC4CAQAw b3BlbnNzaC1rZXktdjE", p => new KeyFormat(p, Base64, 50, 0, SecretKind.PrivateKey)),
    ];

    private static IEnumerable<KeyFormat> Several(string prefixes, Func<string, KeyFormat> format) => prefixes.Split(' ').Select(format);
}
