using System.Text.RegularExpressions;

namespace MemHelpBot.Cases.Qdrant.Tests;

/// <summary>The files that start bot and Qdrant, checked without an engine: fields and references agree, images are pinned, secrets are named and not kept.</summary>
public sealed partial class InfraTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "infra");
    private static readonly Lazy<List<YamlMap>> Read = new(() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "kubernetes"), "*.yaml").Where(f => !f.EndsWith("kustomization.yaml", StringComparison.Ordinal)).SelectMany(YamlMap.All)]);

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
        Assert.Equal(3, OfKind("Service").Count());
        foreach (var service in OfKind("Service"))
        {
            var pod = Assert.Single(Workloads(), w => Selects(service.Map("spec").Map("selector"), Template(w)));
            var open = Containers(pod).SelectMany(c => c.Maps("ports")).Select(p => p.Text("name")).ToList();
            Assert.All(service.Map("spec").Maps("ports"), p => Assert.Contains(p.Text("targetPort"), open));
        }

        foreach (var budget in OfKind("PodDisruptionBudget"))
            Assert.Single(Workloads(), w => Selects(budget.Map("spec").Map("selector").Map("matchLabels"), Template(w)));
        Assert.Equal(Workloads().Count(), OfKind("PodDisruptionBudget").Count());
        foreach (var workload in Workloads())
            Assert.True(Selects(workload.Map("spec").Map("selector").Map("matchLabels"), Template(workload)));
    }

    [Fact]
    public void Every_container_has_probes_that_name_its_ports_resources_and_no_more_rights_than_it_needs()
    {
        foreach (var workload in Workloads())
        {
            Assert.True(Template(workload).Map("spec").Has("affinity"));
            foreach (var container in Containers(workload))
            {
                var ports = container.Maps("ports").Select(p => p.Text("name")).ToList();
                foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
                    Assert.Contains(container.Map(probe).Map("httpGet").Text("port"), ports);
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
        var set = Assert.Single(OfKind("StatefulSet"));
        var headless = Assert.Single(OfKind("Service"), s => s.Map("spec").Text("clusterIP") == "None");

        Assert.Equal("3", set.Map("spec").Text("replicas"));
        Assert.Equal(headless.Map("metadata").Text("name"), set.Map("spec").Text("serviceName"));
        Assert.Equal("true", headless.Map("spec").Text("publishNotReadyAddresses"));
        Assert.NotEmpty(set.Map("spec").Maps("volumeClaimTemplates"));
        Assert.True(Template(set).Map("spec").Map("affinity").Map("podAntiAffinity").Has("requiredDuringSchedulingIgnoredDuringExecution"));
        Assert.Contains($"{set.Map("metadata").Text("name")}-0.{headless.Map("metadata").Text("name")}:6335", Containers(set).Single().Texts("args").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_named_and_kept_nowhere()
    {
        var references = Workloads().SelectMany(Containers).SelectMany(c => c.Maps("env")).Where(e => e.Text("name")!.Contains("KEY", StringComparison.OrdinalIgnoreCase)).ToList();

        Assert.Equal(
            ["memhelp-api-keys/team", "qdrant-api-key/api-key", "qdrant-api-key/api-key"],
            references.Select(e => e.Map("valueFrom").Map("secretKeyRef")).Select(r => $"{r.Text("name")}/{r.Text("key")}").Order(StringComparer.Ordinal));
        Assert.Empty(OfKind("Secret"));
        var compose = File.ReadAllText(Path.Combine(Folder, "compose.yaml"));
        Assert.Equal(2, KeyLines().Count(compose));
        Assert.All(KeyLines().Matches(compose), m => Assert.Contains("${QDRANT_API_KEY:?", m.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_bot_is_told_settings_that_there_are_and_an_address_that_there_is()
    {
        var map = Assert.Single(OfKind("ConfigMap")).Map("data");
        var told = map.Names.Where(n => n.StartsWith("MEMHELP_", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(told);
        Assert.All(told, n => Assert.Contains(n["MEMHELP_".Length..].Replace("__", ":", StringComparison.Ordinal), StoreSettings.Names));
        var settings = StoreSettings.Read(name => map.Text("MEMHELP_" + name.Replace(":", "__", StringComparison.Ordinal)));
        Assert.Contains(OfKind("Service"), s => s.Map("metadata").Text("name") == settings.Qdrant!.Url.Host && s.Map("spec").Maps("ports").Any(p => p.Text("port") == settings.Qdrant.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains(Workloads().SelectMany(Containers).SelectMany(c => c.Maps("envFrom")), e => e.Map("configMapRef").Text("name") == "memhelp");
    }

    [Fact]
    public void The_compose_file_names_what_it_declares()
    {
        var compose = YamlMap.All(Path.Combine(Folder, "compose.yaml")).Single();
        var services = compose.Map("services");
        foreach (var name in services.Names)
        {
            var service = services.Map(name);
            Assert.True(service.Has("healthcheck") && service.Has("restart"));
            foreach (var volume in service.Texts("volumes").Select(v => v.Split(':')[0]))
                Assert.True(compose.Map("volumes").Has(volume), volume);
            Assert.All(service.Map("depends_on").Names, other => Assert.True(services.Has(other)));
            Assert.All(service.Texts("ports"), p => Assert.StartsWith("127.0.0.1:", p, StringComparison.Ordinal));
        }

        var bot = services.Map("bot").Map("environment");
        var settings = StoreSettings.Read(name => bot.Text("MEMHELP_" + name.Replace(":", "__", StringComparison.Ordinal)));
        Assert.True(services.Has(settings.Qdrant!.Url.Host));
        Assert.True(File.Exists(Path.Combine(Folder, "Dockerfile")));
        Assert.Equal("infra/Dockerfile", services.Map("bot").Map("build").Text("dockerfile"));
    }

    [Fact]
    public void Every_image_is_pinned_by_a_tag_and_Qdrant_is_the_same_everywhere()
    {
        var compose = YamlMap.All(Path.Combine(Folder, "compose.yaml")).Single().Map("services");
        List<string> images =
        [
            .. Workloads().SelectMany(Containers).Select(c => c.Text("image")!),
            .. compose.Names.Select(n => compose.Map(n).Text("image")!),
            .. File.ReadLines(Path.Combine(Folder, "Dockerfile")).Where(l => l.StartsWith("FROM ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]),
        ];

        Assert.Equal(6, images.Count);
        Assert.All(images, i => Assert.Matches(@":v?\d+\.\d+", i));
        Assert.All(images.Where(i => i.Contains("dotnet", StringComparison.Ordinal)), i => Assert.StartsWith("mcr.microsoft.com/dotnet/", i, StringComparison.Ordinal));
        Assert.Single(images.Where(i => i.StartsWith("qdrant/", StringComparison.Ordinal)).Select(i => i.Replace("-unprivileged", "", StringComparison.Ordinal)).Distinct());
    }

    private static IEnumerable<YamlMap> OfKind(string kind) => Read.Value.Where(o => o.Text("kind") == kind);

    private static IEnumerable<YamlMap> Workloads() => OfKind("StatefulSet").Concat(OfKind("Deployment"));

    private static YamlMap Template(YamlMap workload) => workload.Map("spec").Map("template");

    private static IEnumerable<YamlMap> Containers(YamlMap workload) => Template(workload).Map("spec").Maps("containers");

    private static bool Selects(YamlMap selector, YamlMap template) =>
        selector.Names.Any() && selector.Names.All(n => template.Map("metadata").Map("labels").Text(n) == selector.Text(n));

    [GeneratedRegex(@"^.*(API_KEY|ApiKey): .*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex KeyLines();
}
