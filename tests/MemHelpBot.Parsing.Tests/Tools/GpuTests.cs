namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class GpuTests
{
    [Fact]
    public void The_table_of_nvidia_smi_gives_devices_and_processes() => Assert.Equal(
        ["gpu[0].memory_used_mb = 39538 @ 7", "gpu[0].memory_total_mb = 40960 @ 7", "gpu[1].memory_used_mb = 3 @ 10", "gpu[1].memory_total_mb = 40960 @ 10", "gpu_process[12345].memory_mb = 39500 @ 17", "gpu_process[12345].name = python @ 17"],
        PasteReader.Read("""
            +-----------------------------------------------------------------------------------------+
            | NVIDIA-SMI 550.54.15              Driver Version: 550.54.15      CUDA Version: 12.4     |
            | GPU  Name                 Persistence-M | Bus-Id          Disp.A | Volatile Uncorr. ECC |
            | Fan  Temp   Perf          Pwr:Usage/Cap |           Memory-Usage | GPU-Util  Compute M. |
            |=========================================+========================+======================|
            |   0  NVIDIA A100-SXM4-40GB          On  |   00000000:07:00.0 Off |                    0 |
            | N/A   45C    P0             61W /  400W |   39538MiB /  40960MiB |      0%      Default |
            +-----------------------------------------+------------------------+----------------------+
            |   1  NVIDIA A100-SXM4-40GB          On  |   00000000:0F:00.0 Off |                    0 |
            | N/A   41C    P0             58W /  400W |       3MiB /  40960MiB |      0%      Default |
            +-----------------------------------------+------------------------+----------------------+

            +-----------------------------------------------------------------------------------------+
            | Processes:                                                                              |
            |  GPU   GI   CI        PID   Type   Process name                              GPU Memory |
            |=========================================================================================|
            |    0   N/A  N/A     12345      C   python                                    39500MiB |
            +-----------------------------------------------------------------------------------------+
            """).Printed("gpu"));

    [Fact]
    public void Older_process_rows_have_no_instance_columns() => Assert.Equal(
        ["gpu_process[4321].memory_mb = 1021 @ 3", "gpu_process[4321].name = /usr/bin/X @ 3"],
        PasteReader.Read("| Processes:                                                       GPU Memory |\n|  GPU       PID   Type   Process name                             Usage      |\n|    0      4321      G   /usr/bin/X                                  1021MiB |").Printed("gpu"));

    [Fact]
    public void Instances_carry_their_ids() => Assert.Equal(
        ["gpu[0/3/0].memory_used_mb = 9801 @ 3", "gpu[0/3/0].memory_total_mb = 9856 @ 3"],
        PasteReader.Read("| NVIDIA-SMI 535.1 |\n| MIG devices:                                                                |\n|  0    3   0   0  |              9801MiB /  9856MiB  | 14    N |  1   0    0    0    0 |\n|                  |                 0MiB / 16383MiB  |           |                       |").Printed("gpu"));

    [Fact]
    public void A_device_whose_number_was_cut_is_left_out() =>
        Assert.Empty(PasteReader.Read("| N/A   45C    P0    61W / 400W |  39538MiB / 40960MiB |      0%      Default |").Printed("gpu"));

    [Fact]
    public void Queries_and_rocm_are_read()
    {
        Assert.Equal(["gpu[0].memory_used_mb = 100 @ 2", "gpu[0].memory_total_mb = 16160 @ 2"], PasteReader.Read("index, name, memory.used [MiB], memory.total [MiB]\n0, Tesla V100, 100 MiB, 16160 MiB\n").Printed("gpu"));
        Assert.Equal(
            ["gpu[00000000:07:00.0].memory_total_mb = 40960 @ 3", "gpu[00000000:07:00.0].memory_used_mb = 39000 @ 4"],
            PasteReader.Read("GPU 00000000:07:00.0\n    FB Memory Usage\n        Total                             : 40960 MiB\n        Used                              : 39000 MiB\n    BAR1 Memory Usage\n        Total                             : 65536 MiB\n").Printed("gpu"));
        Assert.Equal(["gpu[0].memory_total_mb = 16368 @ 1", "gpu[0].memory_used_mb = 10 @ 2"], PasteReader.Read("GPU[0]\t\t: VRAM Total Memory (B): 17163091968\nGPU[0]\t\t: VRAM Total Used Memory (B): 10854400\n").Printed("gpu"));
    }
}
