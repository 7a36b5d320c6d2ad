namespace MemHelpBot.Diagnosis.Replays;

/// <summary>
/// Which number of <c>lowmem_reserve[]</c> counts for a request: the one of its highest zone. A column stands for every zone type
/// the kernel was built with, so the place depends on the machine: 64-bit has DMA32, 32-bit has HighMem.
/// </summary>
internal sealed class ReserveColumn
{
    private readonly MemoryZone highest;
    private readonly MemoryZone[]? columns;

    public ReserveColumn(IReadOnlyList<ZoneReading> zones, MemoryZone highest)
    {
        this.highest = highest;
        var longest = zones.Max(z => z.Reserve?.Count ?? 0);
        if (zones.Any(z => z.Zone == MemoryZone.HighMem))
            columns = [MemoryZone.Dma, MemoryZone.Normal, MemoryZone.HighMem, MemoryZone.Movable];
        else if (zones.Any(z => z.Zone == MemoryZone.Dma32) || longest >= 4)
            columns = [MemoryZone.Dma, MemoryZone.Dma32, MemoryZone.Normal, MemoryZone.Movable, MemoryZone.Device];
        else if (longest == 3)
            columns = [MemoryZone.Dma, MemoryZone.Normal, MemoryZone.Movable];
    }

    /// <summary>The pages kept from the request in this zone; null when the report does not tell. Nothing is kept in the highest zone itself.</summary>
    public long? Of(ZoneReading zone)
    {
        if (zone.Zone == highest)
            return 0;
        if (zone.Reserve is { } told && columns is not null)
        {
            var place = Array.IndexOf(columns, highest);
            return place >= 0 && place < told.Count ? told[place] : null;
        }

        // A Movable zone is made by hand (movable_node, kernelcore=); without one Normal is as high as the request gets.
        return highest == MemoryZone.Movable && zone.Zone == MemoryZone.Normal ? 0 : null;
    }
}
