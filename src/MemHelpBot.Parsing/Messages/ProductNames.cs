using System.Buffers;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Programs that people name in their own words when they tell of a failure. Only names that mean nothing else.</summary>
internal static class ProductNames
{
    private static readonly string[] InAnyCase =
    [
        // materials and chemistry
        "ABACUS", "ABINIT", "CP2K", "CRYSTAL17", "DFTB+", "FHI-aims", "GAMESS", "GPAW", "GROMACS", "HOOMD", "JDFTx", "LAMMPS", "MOLPRO", "MRCC", "NAMD", "NWChem", "OpenMolcas", "OpenMX", "OpenMM",
        "PySCF", "Psi4", "QMCPACK", "TURBOMOLE", "VASP", "WIEN2k", "Yambo", "xtb", "BerkeleyGW", "Quantum ESPRESSO", "DL_POLY", "phono3py", "Wannier90",
        // weather, climate, ocean
        "ADCIRC", "CESM", "CMAQ", "COAWST", "COSMO-CLM", "E3SM", "GEOS-Chem", "MITgcm", "NCEPLIBS", "OpenIFS", "SCHISM", "SWAT+", "WRF", "WRF-Chem", "WRFDA",
        // fluids, structures, physics
        "AMReX", "ANSYS", "Abaqus", "CalculiX", "Code_Saturne", "FEniCS", "FluidX3D", "Firedrake", "GEANT4", "MFEM", "MUMPS", "Nek5000", "NekRS", "OpenFOAM", "OpenMC", "OpenSees", "Palabos", "PIConGPU",
        "SPECFEM3D", "STAR-CCM+", "SU2", "Telemac", "WarpX", "PyBNF", "Gadget-4", "Athena++",
        // biology and imaging
        "AlphaFold", "BLAST+", "BUSCO", "Canu", "CellRanger", "Cell Ranger", "DeepVariant", "fMRIPrep", "FreeSurfer", "HipSTR", "HISAT2", "IQ-TREE", "Kraken2", "MEGAHIT", "Minimap2", "MrBayes", "OrthoFinder", "PLINK", "RAxML", "RELION", "RepeatModeler", "SPAdes",
        "SemiBin2", "Trimmomatic", "cryoSPARC", "hifiasm", "metaSPAdes", "nf-flu", "qiime2", "samtools", "TRUST4",
    ];

    // Words or names of other things when written otherwise.
    private static readonly string[] AsWritten =
    [
        "Exciting", "DIRAC", "ASPECT", "Elmer", "MOOSE", "ENZO", "AREPO", "RAMSES", "SIESTA", "LUMA", "GRASP", "Amber20", "FLASH4", "ChaNGa",
        "CASTEP", "ELPA", "MPAS", "ROMS", "FDS", "ADDA", "TDEP", "IPPL", "GATK", "HAFS",
    ];

    private static readonly string[] Names = [.. InAnyCase, .. AsWritten];

    private static readonly SearchValues<string> Any = SearchValues.Create(Names, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The product that a text names as a word of its own, as first written. Null when it names none, or several.
    /// A name counts as it is spelt, or all in one case where that cannot be another word.
    /// </summary>
    public static (int Start, int Length)? Only(ReadOnlySpan<char> text)
    {
        (int Start, int Length)? only = null;
        for (var from = 0; from < text.Length;)
        {
            var next = text[from..].IndexOfAny(Any);
            if (next < 0)
                break;
            var start = from + next;
            var length = LengthAt(text, start);
            from = start + Math.Max(length, 1);
            if (length == 0)
                continue;
            if (only is { } known && !text.Slice(known.Start, known.Length).Equals(text.Slice(start, length), StringComparison.OrdinalIgnoreCase))
                return null;
            only ??= (start, length);
        }

        return only;
    }

    /// <summary>Length of the longest name that stands at an index as a word; 0 when it is part of another word.</summary>
    private static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or '.' or '@'))
            return 0;
        var longest = 0;
        foreach (var name in Names)
        {
            var end = start + name.Length;
            if (name.Length > longest && text[start..].StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && !(end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' || text[end] is '-' && end + 1 < text.Length && char.IsAsciiLetter(text[end + 1]))) && Written(text.Slice(start, name.Length), name))
            {
                longest = name.Length;
            }
        }

        return longest;
    }

    /// <summary>As the name is spelt, or all in one case where that cannot be another word.</summary>
    private static bool Written(ReadOnlySpan<char> written, string name)
    {
        if (written.SequenceEqual(name))
            return true;
        if (AsWritten.Contains(name))
            return false;
        return !written.ContainsAnyInRange('A', 'Z') || !written.ContainsAnyInRange('a', 'z');
    }
}
