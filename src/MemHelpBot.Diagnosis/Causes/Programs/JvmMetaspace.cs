namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>Class metadata reached MaxMetaspaceSize or the compressed class space; the heap is not concerned.</summary>
internal sealed class JvmMetaspace : ICauseRule
{
    public string Cause => CauseIds.JvmMetaspace;

    public Judgement? Judge(Scene scene)
    {
        var weighing = new Weighing(Cause, scene);
        if (scene.Seen(SignatureIds.JvmMetaspace) is { } full)
            weighing.For("metaspace-full", Strength.Proof, full.Line());
        weighing.Ask("jvm-flags", 0);
        weighing.Ask("process-growth");
        return weighing.Result;
    }
}
