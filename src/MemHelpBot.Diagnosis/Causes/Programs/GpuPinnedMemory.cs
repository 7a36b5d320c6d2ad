namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// Host memory pinned or registered for the GPU was refused: by the driver, by the number of mappings, by locked memory. CUDA
/// reports it with the same "out of memory" as for the device.
/// </summary>
internal sealed class GpuPinnedMemory : ICauseRule
{
    public string Cause => CauseIds.GpuPinnedMemory;

    public Judgement? Judge(Scene scene)
    {
        var weighing = new Weighing(Cause, scene);
        if (scene.Seen(SignatureIds.CudaHostAlloc) is { } refused)
            weighing.For("pinning-refused", Strength.Strong, refused.Line());
        if (scene.Seen(SignatureIds.NvrmAlloc) is { } driver)
            weighing.For(scene.Seen(SignatureIds.NvrmHostPages) is null ? "driver-got-no-memory" : "driver-refused-pages", Strength.Weak, driver.Line());
        weighing.Ask("gpu-processes");
        weighing.Ask("map-count");
        weighing.Ask("memlock-in-job");
        weighing.Ask("meminfo");
        return weighing.Result;
    }
}
