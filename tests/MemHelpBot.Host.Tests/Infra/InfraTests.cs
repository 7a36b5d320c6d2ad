using System.Globalization;
using System.Text.RegularExpressions;
using MemHelpBot.Host.Tests.Browser;
using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Host.Tests.Infra;

/// <summary>The files that start bot, Qdrant and PostgreSQL, checked without an engine: fields and references agree, images are pinned, secrets are named and not kept.</summary>
public sealed partial class InfraTests
{
    private static readonly string Folder = Path.Combine(OpenPage.Repository(), "infra");
    private static readonly Lazy<List<YamlMap>> Read = new(() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "kubernetes"), "*.yaml").Where(f => !f.EndsWith("kustomization.yaml", StringComparison.Ordinal)).SelectMany(YamlMap.All)]);

    private const string SomeSecret = "0123456789abcdef0123";

    private static string[] ComposeFiles => Directory.GetFiles(Folder, "compose*.yaml");

    [Fact]
    public void The_kustomization_lists_every_file_and_everything_is_in_one_namespace()
    {
        var kustomization = YamlMap.All(Path.Combine(Folder, "kubernetes", "kustomization.yaml")).Single();
        var files = Directory.GetFiles(Path.Combine(Folder, "kubernetes")).Select(f => Path.GetFileName(f)).Where(f => f != "kustomization.yaml");

        Assert.Equal(files.Order(StringComparer.Ordinal), kustomization.Texts("resources").Order(StringComparer.Ordinal));
        Assert.All(Read.Value.Where(o => o.Text("kind") != "Namespace"), o => Assert.Equal(kustomization.Text("namespace"), o.Map("metadata").Text("namespace")));
        Assert.Single(Read.Value, o => o.Text("kind") == "Namespace" && o.Map("metadata").Text("name") == kustomization.Text("namespace"));
        Assert.Equal(Read.Value.Count, Read.Value.Select(o => o.Text("kind") + "/" + o.Map("metadata").Text("name")).Distinct().Count());
    }

    [Fact]
    public void Services_and_budgets_select_pods_that_there_are_and_ports_that_these_have()
    {
        Assert.Equal(4, OfKind("Service").Count());
        foreach (var service in OfKind("Service"))
        {
            var pod = Assert.Single(Workloads(), w => Selects(service.Map("spec").Map("selector"), Template(w)));
            var open = Containers(pod).SelectMany(c => c.Maps("ports")).Select(p => p.Text("name")).ToList();
            Assert.All(service.Map("spec").Maps("ports"), p => Assert.Contains(p.Text("targetPort"), open));
        }

        foreach (var budget in OfKind("PodDisruptionBudget"))
            Assert.Single(Workloads(), w => Selects(budget.Map("spec").Map("selector").Map("matchLabels"), Template(w)));
        Assert.Equal(Workloads().Count(w => w.Map("spec").Text("replicas") != "1"), OfKind("PodDisruptionBudget").Count());
        foreach (var workload in Workloads())
            Assert.True(Selects(workload.Map("spec").Map("selector").Map("matchLabels"), Template(workload)));
    }

    [Fact]
    public void Every_container_has_probes_that_name_its_ports_resources_and_no_more_rights_than_it_needs()
    {
        foreach (var workload in Workloads())
        {
            Assert.Equal(workload.Map("spec").Text("replicas") != "1", Template(workload).Map("spec").Has("affinity"));
            foreach (var container in Containers(workload))
            {
                var ports = container.Maps("ports").Select(p => p.Text("name")).ToList();
                foreach (var probe in ((string[])["startupProbe", "livenessProbe", "readinessProbe"]).Select(container.Map))
                    Assert.True(ports.Contains(probe.Map("httpGet").Text("port")) || probe.Map("exec").Texts("command").Any());
                Assert.True(container.Map("resources").Map("requests").Has("memory") && container.Map("resources").Map("requests").Has("cpu") && container.Map("resources").Map("limits").Has("memory"));
                Assert.Equal("false", container.Map("securityContext").Text("allowPrivilegeEscalation"));
                Assert.Equal("true", Template(workload).Map("spec").Map("securityContext").Text("runAsNonRoot"));
                var volumes = Template(workload).Map("spec").Maps("volumes").Select(v => v.Text("name"))
                    .Concat(workload.Map("spec").Maps("volumeClaimTemplates").Select(v => v.Map("metadata").Text("name"))).ToList();
                Assert.All(container.Maps("volumeMounts"), m => Assert.Contains(m.Text("name"), volumes));
            }
        }
    }

    [Fact]
    public void Qdrant_is_three_nodes_on_three_machines_that_keep_their_disks()
    {
        var set = Assert.Single(OfKind("StatefulSet"), s => s.Map("metadata").Text("name") == "qdrant");
        var headless = Assert.Single(OfKind("Service"), s => s.Map("spec").Text("clusterIP") == "None");

        Assert.Equal("3", set.Map("spec").Text("replicas"));
        Assert.Equal(headless.Map("metadata").Text("name"), set.Map("spec").Text("serviceName"));
        Assert.Equal("true", headless.Map("spec").Text("publishNotReadyAddresses"));
        Assert.NotEmpty(set.Map("spec").Maps("volumeClaimTemplates"));
        Assert.True(Template(set).Map("spec").Map("affinity").Map("podAntiAffinity").Has("requiredDuringSchedulingIgnoredDuringExecution"));
        Assert.Contains($"{set.Map("metadata").Text("name")}-0.{headless.Map("metadata").Text("name")}:6335", Containers(set).Single().Texts("args").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void More_bots_than_one_share_a_store_of_conversations_and_a_database_keeps_its_disk()
    {
        var bots = Assert.Single(OfKind("Deployment"));
        var settings = SettingsOf(Told(Containers(bots).Single()));

        Assert.True(int.Parse(bots.Map("spec").Text("replicas")!, CultureInfo.InvariantCulture) == 1 || settings.State.Kind == "postgres");
        Assert.Equal("Host=postgres;Database=memhelp;Username=memhelp;Password=0123456789abcdef0123", settings.State.ConnectionString);
        var database = Assert.Single(OfKind("StatefulSet"), s => s.Map("metadata").Text("name") == "postgres");
        Assert.Contains(OfKind("Service"), s => s.Map("metadata").Text("name") == "postgres" && s.Map("spec").Maps("ports").Single().Text("port") == "5432");
        var container = Containers(database).Single();
        var disk = Assert.Single(database.Map("spec").Maps("volumeClaimTemplates")).Map("metadata").Text("name");
        var place = Assert.Single(container.Maps("volumeMounts"), m => m.Text("name") == disk).Text("mountPath")!;
        Assert.StartsWith(place + "/", container.Maps("env").Single(e => e.Text("name") == "PGDATA").Text("value"), StringComparison.Ordinal);
        foreach (var name in (string[])["USER", "DB"])
            Assert.Equal("memhelp", container.Maps("env").Single(e => e.Text("name") == "POSTGRES_" + name).Text("value"));
    }

    [Fact]
    public void The_memory_of_a_bot_holds_what_it_may_keep()
    {
        var resources = Containers(OfKind("Deployment").Single()).Single().Map("resources");
        var limit = resources.Map("limits").Text("memory")!;

        Assert.Equal(limit, resources.Map("requests").Text("memory"));
        Assert.EndsWith("Gi", limit, StringComparison.Ordinal);
        // What .NET takes of a limit for its heap; what the host needed at load; live conversations, what Direct Line shows, journals.
        Assert.InRange(0.75 * 1024 * int.Parse(limit[..^2], CultureInfo.InvariantCulture), 190 + 256 + 64 + 64, 2048);
    }

    [Fact]
    public void Secrets_are_named_and_kept_nowhere()
    {
        var references = Workloads().SelectMany(Containers).SelectMany(c => c.Maps("env")).Where(e => SecretNames().IsMatch(e.Text("name")!)).ToList();

        Assert.Equal(
            ["memhelp-api-keys/team", "postgres/password", "postgres/password", "qdrant-api-key/api-key", "qdrant-api-key/api-key"],
            references.Select(e => e.Map("valueFrom").Map("secretKeyRef")).Select(r => $"{r.Text("name")}/{r.Text("key")}").Order(StringComparer.Ordinal));
        Assert.Empty(OfKind("Secret"));
        var lines = ComposeFiles.SelectMany(File.ReadLines).Where(l => !l.TrimStart().StartsWith('#')).ToList();
        Assert.Equal(4, lines.Count(l => l.Contains("${QDRANT_API_KEY:?", StringComparison.Ordinal) || l.Contains("${POSTGRES_PASSWORD:?", StringComparison.Ordinal)));
        Assert.All(lines.Where(l => SecretNames().IsMatch(l)), l => Assert.Contains(":?", l, StringComparison.Ordinal));
    }

    [Fact]
    public void The_bot_is_told_settings_that_it_starts_with_and_addresses_that_there_are()
    {
        var settings = SettingsOf(Told(Containers(OfKind("Deployment").Single()).Single()));

        Assert.Equal(1, settings.Api.Keys.Count);
        Assert.Contains(OfKind("Service"), s => s.Map("metadata").Text("name") == settings.Store.Qdrant!.Url.Host && s.Map("spec").Maps("ports").Any(p => p.Text("port") == settings.Store.Qdrant.Url.Port.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_pod_is_reached_only_by_whom_a_policy_names_except_the_bots()
    {
        var guarded = OfKind("NetworkPolicy").Select(p => p.Map("spec").Map("podSelector").Map("matchLabels")).ToList();
        Assert.All(OfKind("StatefulSet"), s => Assert.Contains(guarded, g => Selects(g, Template(s))));
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("compose.yaml", "compose.model.yaml")]
    [InlineData("compose.yaml", "compose.postgres.yaml")]
    public void A_compose_file_names_what_it_declares_and_settings_that_the_bot_starts_with(params string[] files)
    {
        var read = files.Select(f => YamlMap.All(Path.Combine(Folder, f)).Single()).ToList();
        var names = read.SelectMany(f => f.Map("services").Names).Distinct().ToList();
        foreach (var service in read.SelectMany(f => f.Map("services").Names.Select(f.Map("services").Map)))
        {
            foreach (var volume in service.Texts("volumes").Select(v => v.Split(':')[0]))
                Assert.Contains(read, f => f.Map("volumes").Has(volume));
            Assert.All(service.Map("depends_on").Names, other => Assert.Contains(other, names));
            Assert.All(service.Texts("ports"), p => Assert.StartsWith("127.0.0.1:", p, StringComparison.Ordinal));
        }

        foreach (var name in names)
        {
            var whole = read.Select(f => f.Map("services").Map(name)).ToList();
            Assert.Contains(whole, s => s.Has("restart"));
            // What only runs to its end is not asked how it is.
            Assert.True(whole.Any(s => s.Has("healthcheck")) || whole.Any(s => s.Text("restart") == "on-failure"), name);
        }

        var settings = SettingsOf(read.Select(f => f.Map("services").Map("bot").Map("environment")).SelectMany(e => e.Names.Select(n => (n, Filled(e.Text(n)!)))));
        Assert.Contains(settings.Store.Qdrant!.Url.Host, names);
        Assert.Equal(files.Contains("compose.postgres.yaml") ? "postgres" : "local", settings.State.Kind);
        Assert.Equal(files.Contains("compose.model.yaml"), settings.Models("Model:Name") is not null);
        var build = read[0].Map("services").Map("bot").Map("build");
        Assert.Equal("infra/Dockerfile", build.Text("dockerfile"));
        Assert.True(File.Exists(Path.Combine(Folder, build.Text("context")!, "infra", "Dockerfile")));
    }

    [Fact]
    public void Every_image_is_pinned_by_a_tag_and_is_the_same_everywhere()
    {
        var services = ComposeFiles.Select(f => YamlMap.All(f).Single().Map("services"));
        List<string> images =
        [
            .. Workloads().SelectMany(Containers).Select(c => c.Text("image")!),
            .. services.SelectMany(c => c.Names.Select(n => c.Map(n).Text("image"))).OfType<string>(),
            .. File.ReadLines(Path.Combine(Folder, "Dockerfile")).Where(l => l.StartsWith("FROM ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]),
        ];

        Assert.Equal(10, images.Count);
        Assert.All(images, i => Assert.Matches(@":v?\d+\.\d+", i));
        Assert.All(images.Where(i => i.Contains("dotnet", StringComparison.Ordinal)), i => Assert.StartsWith("mcr.microsoft.com/dotnet/", i, StringComparison.Ordinal));
        Assert.All(
            images.Where(i => !i.Contains("dotnet", StringComparison.Ordinal)).GroupBy(i => i.Split(':')[0]),
            same => Assert.Single(same.Select(i => i.Replace("-unprivileged", "", StringComparison.Ordinal)).Distinct()));
    }

    private static IEnumerable<YamlMap> OfKind(string kind) => Read.Value.Where(o => o.Text("kind") == kind);

    private static IEnumerable<YamlMap> Workloads() => OfKind("StatefulSet").Concat(OfKind("Deployment"));

    private static YamlMap Template(YamlMap workload) => workload.Map("spec").Map("template");

    private static IEnumerable<YamlMap> Containers(YamlMap workload) => Template(workload).Map("spec").Maps("containers");

    private static bool Selects(YamlMap selector, YamlMap template) =>
        selector.Names.Any() && selector.Names.All(n => template.Map("metadata").Map("labels").Text(n) == selector.Text(n));

    /// <summary>What a container of Kubernetes is told by its environment; a secret is some word.</summary>
    private static List<(string Name, string Value)> Told(YamlMap container)
    {
        var maps = container.Maps("envFrom").Select(e => e.Map("configMapRef").Text("name")).Select(n => Assert.Single(OfKind("ConfigMap"), m => m.Map("metadata").Text("name") == n).Map("data"));
        var told = maps.SelectMany(m => m.Names.Select(n => (n, m.Text(n)!))).ToList();
        foreach (var variable in container.Maps("env"))
            told.Add((variable.Text("name")!, told.Aggregate(variable.Text("value") ?? SomeSecret, (text, before) => text.Replace($"$({before.Item1})", before.Item2, StringComparison.Ordinal))));
        return told;
    }

    /// <summary>What the host reads of an environment in the image, where it listens beyond the container.</summary>
    private static HostSettings SettingsOf(IEnumerable<(string Name, string Value)> environment) => HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        environment.Select(e => KeyValuePair.Create((e.Name.StartsWith("MEMHELP_", StringComparison.Ordinal) ? e.Name["MEMHELP_".Length..] : e.Name).Replace("__", ":", StringComparison.Ordinal), (string?)e.Value))
            .Append(new("urls", "http://+:3978")).Append(new("MemHelp:Corpus", AppContext.BaseDirectory))).Build());

    /// <summary>A value of a compose file with its variables filled in.</summary>
    private static string Filled(string value) => Variables().Replace(value, m => m.Groups[1].Value.StartsWith(":-", StringComparison.Ordinal) ? m.Groups[1].Value[2..] : SomeSecret);

    [GeneratedRegex(@"\$\{[A-Z_]+([^}]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variables();

    [GeneratedRegex("(KEY|PASSWORD|ApiKey|Keys__[a-z]+)(: |$)", RegexOptions.NonBacktracking)]
    private static partial Regex SecretNames();
}
