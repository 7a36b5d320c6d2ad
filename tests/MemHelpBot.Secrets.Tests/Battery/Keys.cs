namespace MemHelpBot.Secrets.Tests.Battery;

/// <summary>Keys and tokens in the formats that their issuers document, each with the text people paste it in: <c>{}</c> is where it stands.</summary>
internal static class Keys
{
    public static IEnumerable<(string Name, string Secret, string Context)> All(Draw d)
    {
        var plain = new (string Name, string Secret)[]
        {
            ("aws access key id", "AKIA" + d.Of(Draw.Upper + "234567", 16)), ("aws temporary key id", "ASIA" + d.Of(Draw.Upper + "234567", 16)), ("aws session token", "IQoJb3JpZ2luX2Vj" + d.Base64(180)),
            ("google api key", "AIza" + d.Url(35)), ("google oauth secret", "GOCSPX-" + d.Url(28)), ("google access token", "ya29.a0Af" + d.Url(120)), ("google refresh token", "1//0g" + d.Url(60)),
            ("azure client secret", d.Mixed(3) + "8Q~" + d.Url(34)), ("azure devops token", d.Mixed(76) + "AZDO" + d.Mixed(4)), ("azure storage key", d.Base64(64)),
            ("alibaba key id", "LTAI5t" + d.Mixed(18)), ("tencent secret id", "AKID" + d.Mixed(32)), ("baidu key", "ALTAK" + d.Mixed(21)), ("volcengine key", "AKLT" + d.Mixed(43)),
            ("digitalocean token", "dop_v1_" + d.Hex(64)), ("scaleway key", "SCW" + d.UpperDigits(16) + "7"), ("heroku key", "HRKU-" + d.Url(58)), ("fly token", "fo1_" + d.Url(43)), ("netlify token", "nfp_" + d.Mixed(40)), ("planetscale token", "pscale_tkn_" + d.Url(43)), ("planetscale password", "pscale_pw_" + d.Url(43)), ("supabase token", "sbp_" + d.Hex(40)),
            ("github token", "ghp_" + d.Mixed(36)), ("github oauth token", "gho_" + d.Mixed(36)), ("github app token", "ghs_" + d.Mixed(36)), ("github refresh token", "ghr_" + d.Mixed(76)), ("github fine-grained token", "github_pat_" + d.Mixed(22) + "_" + d.Mixed(59)),
            ("gitlab token", "glpat-" + d.Url(20)), ("gitlab runner token", "glrt-" + d.Url(20)), ("gitlab deploy token", "gldt-" + d.Url(20)), ("gitlab ci token", "glcbt-64_" + d.Url(20)), ("gitlab trigger token", "glptt-" + d.Hex(40)), ("gitlab runner registration", "GR1348941" + d.Url(20)), ("atlassian token", "ATATT3xFfGF0" + d.Url(180)), ("bitbucket app password", "ATBB" + d.Mixed(32)), ("sourcegraph token", "sgp_" + d.Hex(16) + "_" + d.Hex(40)),
            ("npm token", "npm_" + d.Mixed(36)), ("pypi token", "pypi-AgEIcHlwaS5vcmc" + d.Url(90)), ("rubygems key", "rubygems_" + d.Hex(48)), ("nuget key", "oy2" + d.Of(Draw.Lower + Draw.Digits, 43)), ("docker token", "dckr_pat_" + d.Url(27)), ("artifactory key", "AKCp8" + d.Mixed(68)), ("clojars token", "CLOJARS_" + d.Hex(60)),
            ("sonar token", "squ_" + d.Hex(40)), ("circleci token", "CCIPAT_" + d.Mixed(22) + "_" + d.Hex(40)), ("buildkite token", "bkua_" + d.Hex(40)), ("terraform token", d.Mixed(14) + ".atlasv1." + d.Mixed(67)), ("pulumi token", "pul-" + d.Hex(40)), ("vault token", "hvs." + d.Url(95)), ("vault batch token", "hvb." + d.Url(140)), ("doppler token", "dp.pt." + d.Mixed(43)), ("postman key", "PMAK-" + d.Hex(24) + "-" + d.Hex(34)), ("tailscale key", "tskey-auth-k" + d.Mixed(11) + "CNTRL-" + d.Mixed(32)), ("age key", "AGE-SECRET-KEY-1" + d.Of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)), ("1password token", "ops_eyJ" + d.Base64Url(250)),
            ("slack bot token", $"xoxb-{d.Of(Draw.Digits, 12)}-{d.Of(Draw.Digits, 13)}-{d.Mixed(24)}"), ("slack user token", $"xoxp-{d.Of(Draw.Digits, 12)}-{d.Of(Draw.Digits, 12)}-{d.Of(Draw.Digits, 13)}-{d.Hex(32)}"), ("slack app token", $"xapp-1-A{d.UpperDigits(10)}-{d.Of(Draw.Digits, 13)}-{d.Hex(64)}"), ("slack refresh token", "xoxe-1-" + d.Mixed(146)),
            ("discord bot token", "MT" + d.Mixed(22) + "." + d.Url(6) + "." + d.Url(38)), ("telegram bot token", d.Of("123456789", 10) + ":AA" + d.Url(33)), ("notion token", "ntn_" + d.Mixed(46)), ("notion secret", "secret_" + d.Mixed(43)), ("linear key", "lin_api_" + d.Mixed(40)), ("figma token", "figd_" + d.Url(40)),
            ("openai key", "sk-" + d.Mixed(20) + "T3BlbkFJ" + d.Mixed(20)), ("openai project key", "sk-proj-" + d.Url(74) + "T3BlbkFJ" + d.Url(74)), ("anthropic key", "sk-ant-api03-" + d.Url(93) + "AA"), ("hugging face token", "hf_" + d.Of(Draw.Lower + Draw.Upper, 34)), ("replicate token", "r8_" + d.Mixed(37)), ("groq key", "gsk_" + d.Mixed(52)), ("xai key", "xai-" + d.Mixed(80)), ("perplexity key", "pplx-" + d.Mixed(48)), ("nvidia key", "nvapi-" + d.Url(64)), ("deepseek key", "sk-" + d.Hex(32)), ("pinecone key", "pcsk_" + d.Url(70)),
            ("stripe secret key", "sk_live_" + d.Mixed(99)), ("stripe short key", "sk_test_" + d.Mixed(24)), ("stripe restricted key", "rk_live_" + d.Mixed(99)), ("stripe webhook secret", "whsec_" + d.Base64(24)), ("square token", "sq0atp-" + d.Url(22)), ("square secret", "sq0csp-" + d.Url(43)), ("braintree token", "access_token$production$" + d.Of(Draw.Lower + Draw.Digits, 16).Replace('g', '7') + "$" + d.Hex(32)), ("shopify token", "shpat_" + d.Hex(32)), ("razorpay key", "rzp_live_" + d.Mixed(14)),
            ("sendgrid key", "SG." + d.Url(22) + "." + d.Url(43)), ("twilio key", "SK" + d.Hex(32)), ("mailgun key", "key-" + d.Hex(32)), ("mailchimp key", d.Hex(32) + "-us14"), ("brevo key", "xkeysib-" + d.Hex(64) + "-" + d.Mixed(16)), ("newrelic key", "NRAK-" + d.UpperDigits(27)), ("newrelic ingest key", "NRII-" + d.Url(32)), ("grafana service token", "glsa_" + d.Mixed(32) + "_" + d.Hex(8)), ("grafana cloud token", "glc_" + d.Base64(60)), ("sentry token", "sntryu_" + d.Hex(64)), ("dynatrace token", "dt0c01." + d.UpperDigits(24) + "." + d.UpperDigits(64)), ("databricks token", "dapi" + d.Hex(32)), ("posthog key", "phc_" + d.Mixed(43)), ("hubspot token", "pat-na1-" + d.Uuid()), ("easypost key", "EZAK" + d.Mixed(54)), ("frame.io token", "fio-u-" + d.Url(64)), ("twitter bearer", "AAAAAAAAAAAAAAAAAAAAA" + d.Mixed(80)), ("prefect key", "pnu_" + d.Of(Draw.Lower + Draw.Digits, 36)),
            ("jwt hs256", Jwt(d, 32)), ("jwt rs256", Jwt(d, 256)), ("kubernetes service account", Jwt(d, 256)),
        };
        string[] contexts = ["{}", "export TOKEN={}", "the call fails with {} since Monday", "\"value\": \"{}\",", "  args: --foo {} --bar", "curl https://api.example.org/v1?x={}"];
        foreach (var (name, secret) in plain)
        {
            yield return (name, secret, d.One(contexts[1], contexts[3]));
            yield return (name + " in a sentence", secret, contexts[2]);
        }
    }

    public static string Jwt(Draw d, int signature)
    {
        static string Part(string json) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return Part($"{{\"alg\":\"{(signature > 64 ? "RS" : "HS")}256\",\"typ\":\"JWT\"}}") + "." + Part($"{{\"sub\":\"{d.Mixed(12)}\",\"iat\":{d.Of("123456789", 10)},\"aud\":\"example\"}}") + "." + d.Base64Url(signature);
    }
}
