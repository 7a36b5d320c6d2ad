using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// A process may have at most vm.max_map_count mappings; the next mmap, munmap or mprotect answers ENOMEM with RAM free.
/// Only the number of mappings counts, never their size.
/// </summary>
internal sealed class MapCountLimit : ICauseRule
{
    private const long SmallCommit = 64 * 1024;

    public string Cause => CauseIds.MapCountLimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        var limit = scene.Told(VmFacts.Setting, "max_map_count");
        if (scene.Seen(SignatureIds.MaxMapCount) is { } check)
            hearing.For("bootstrap-check", Strength.Proof, check.Line());
        if (scene.Seen(SignatureIds.MapCountNamed) is { } named)
            hearing.For("limit-named", Strength.Strong, named.Line());
        WeighCalls(scene, hearing);
        if (scene.Told(ProgramFacts.MapCount) is { Value.Integer: { } count } mappings && limit is { Value.Integer: { } most } && most > 0)
            WeighCount(count, most, mappings, limit.Value, hearing);
        else if (Mapping(scene) is { } refused)
            WeighMapping(scene, limit, refused, hearing);
        hearing.Ask("map-count", 0);
        return hearing.Close();
    }

    // Calls that ask for no memory and yet answer ENOMEM: mprotect of a part of a mapping makes two or three of it (mprotect(2)), and a
    // mapped file reserves nothing. Mode 2 also counts what mprotect makes writable.
    private static void WeighCalls(Scene scene, Hearing hearing)
    {
        if (scene.Seen(SignatureIds.MappingSplitRefused) is { } split)
            hearing.For("split-refused", scene.Told(VmFacts.Setting, "overcommit_memory") is { Value.Integer: 2 } ? Strength.Weak : Strength.Strong, split.Line());
        if (scene.Seen(SignatureIds.FileMapRefused) is { } file)
            hearing.For("file-mapping-refused", Strength.Strong, file.Line());
    }

    private static void WeighCount(long count, long most, Fact mappings, Fact limit, Hearing hearing)
    {
        if (count >= most - (most / 20))
            hearing.For("count-at-limit", Strength.Proof, EvidenceArgument.Of("count", mappings), EvidenceArgument.Of("limit", limit));
        else if (count < most / 2)
            hearing.Against("count-below-limit", Strength.Strong, EvidenceArgument.Of("count", mappings), EvidenceArgument.Of("limit", limit));
    }

    private static void WeighMapping(Scene scene, Fact? limit, EvidenceArgument refused, Hearing hearing)
    {
        if (limit is { Value.Integer: <= 65_536 } told)
            hearing.For("limit-told-with-refusal", told.Incident is null ? Strength.Weak : Strength.Strong, EvidenceArgument.Of("limit", told), refused);
        else if (limit is null && scene.Own(ProgramFacts.FailedBytes)?.Value.Integer is not >= 1L << 32)
            hearing.For("mapping-refused", Strength.Weak, refused);
    }

    // What is refused here is a mapping: mmap itself, the JVM's "Map failed", pages registered for the GPU.
    private static EvidenceArgument? Mapping(Scene scene)
    {
        if (scene.Own(RuntimeFacts.JvmError) is { } error && error.Value.Text?.Contains("Map failed", StringComparison.Ordinal) == true)
            return error.Line();
        if (scene.SeenAny(SignatureIds.EnomemMmap, SignatureIds.CudaHostAlloc) is { } signature)
            return signature.Line();
        // The JVM could not even commit the guard pages of a thread: what lacks is hardly the memory.
        if (scene.Seen(SignatureIds.JvmHsErr) is { } native && scene.Own(RuntimeFacts.JvmFailedAlloc) is { Value.Integer: > 0 and <= SmallCommit })
            return native.Line();
        // A limit told inside the incident makes a plain refusal worth hearing.
        return scene.Index is not null && scene.Own(VmFacts.Setting, "max_map_count") is not null ? MemoryMessages.Refusal(scene)?.Line() : null;
    }
}
