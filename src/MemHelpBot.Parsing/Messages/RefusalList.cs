namespace MemHelpBot.Parsing.Messages;

/// <summary>A message of a runtime or library whose request for memory was refused.</summary>
/// <param name="Text">What stands in the line, case counting.</param>
/// <param name="Size">What stands before the size: decimal or 0x bytes, or a number with a unit; null when none is told.</param>
/// <param name="Program">The program, where the message is its own; <see cref="Refusals.Named"/> for the word before the message's first colon.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Where">What stands before the routine that asked; null when none is told.</param>
/// <param name="With">What must stand behind the text as well; null for nothing.</param>
internal sealed record Refusal(string Text, string? Size = null, string? Program = null, string? Signature = "enomem-malloc", string? Where = null, string? With = null);

/// <summary>
/// Refused requests, by what prints them. They all mean the same: malloc, mmap or operator new answered with an error, and the
/// program says so in its own words.
/// </summary>
internal static class RefusalList
{
    /// <summary>The messages; the first that fits is taken.</summary>
    public static readonly Refusal[] All =
    [
        // Erlang: erts/emulator/beam/erl_alloc.c erts_alloc_n_enomem.
        new("_alloc: Cannot allocate ", "Cannot allocate "),
        new("_alloc: Cannot reallocate ", "Cannot reallocate "),
        new(" bytes of memory (of type \"", "allocate "),

        // git: wrapper.c do_xmalloc.
        new("Out of memory, malloc failed (tried to allocate ", "tried to allocate ", "git"),
        new("Out of memory, realloc failed", null, "git"),

        // GHC: rts/RtsMessages.c, and its own allocator on mmap.
        new(": out of memory (requested ", "(requested ", Refusals.Named),

        // MPICH: src/mpi/errhan/errnames.txt **nomem, **sockosnomem.
        new("(probably out of memory)", "nable to allocate "),
        new("MPIDU_Sock_native_to_sock failed, error not enough memory"),

        // gcc: libiberty xmalloc.c in cc1, cc1plus, f951, lto1 and ld.
        new(": out of memory allocating ", "allocating ", Refusals.Named, "compiler-killed"),

        // gfortran: libgfortran runtime/memory.c and the os_error_at of an ALLOCATE.
        new("Error allocating ", "Error allocating "),

        // Sanitizers: sanitizer_allocator_report.cpp.
        new("Sanitizer: requested allocation size ", "requested allocation size "),
        new("Sanitizer: allocator is out of memory trying to allocate ", "trying to allocate "),
        new("Sanitizer: calloc parameters overflow"),
        // At an address of its own a sanitizer maps its shadow (sanitizer_linux.cpp, MmapFixedNoReserve).
        new("Sanitizer failed to allocate ", "failed to allocate ", Signature: "sanitizer-shadow", With: " bytes at"),
        new("ReserveShadowMemoryRange failed", "trying to map ", Signature: "sanitizer-shadow"),
        new("Sanitizer failed to allocate ", "failed to allocate "),
        new("Sanitizer: Out of memory. The process has exhausted "),

        // Valgrind: coregrind/m_mallocfree.c, m_aspacemgr.
        new("newSuperblock's request for ", "request for "),
        new("Valgrind's memory management: out of memory"),

        // bash and other GNU programs: lib/malloc/xmalloc.c, gnulib xalloc_die.
        new(": xmalloc: cannot allocate ", "cannot allocate ", Refusals.Named),
        new(": xrealloc: cannot allocate ", "cannot allocate ", Refusals.Named),
        new("xmalloc: cannot allocate ", "cannot allocate "),
        new("xrealloc: cannot allocate ", "cannot allocate "),
        new("virtual memory exhausted: ", null, Refusals.Named),

        // gperftools: src/tcmalloc.cc ReportLargeAlloc; with an address it is only a warning.
        new(" bytes == (nil) @", "large alloc "),

        // GLib gmem.c, OpenCV alloc.cpp, Apache Arrow memory_pool.cc, PETSc mal.c, Charm++ memory.C, hypre, Kokkos.
        new("gmem.c:", "failed to allocate "),
        new("Insufficient memory (Failed to allocate ", "Failed to allocate "),
        new("ArrowMemoryError: malloc of size ", "of size "),
        new("ArrowMemoryError: realloc of size ", "of size "),
        new("Out of memory: malloc of size ", "of size "),
        new("Out of memory: realloc of size ", "of size "),
        new("PETSC ERROR: Out of memory"),
        new("PETSC ERROR: Memory requested ", "Memory requested "),
        new("Could not malloc() ", "malloc() "),
        new("FATAL ERROR: Memory allocation failed on processor "),
        new("new cannot satisfy memory request"),
        new("failed to allocate memory for label \""),

        new("Out of memory trying to allocate ", "trying to allocate "),
        new("FATAL: out of memory (unable to allocate ", "unable to allocate "),

        // Julia's pools of pages (src/gc-pages.c), V8's guard regions of WebAssembly.
        new("could not allocate pools", null, "julia", "enomem-mmap"),
        new("WebAssembly.Instance(): Out of memory", null, null, "address-reservation"),
        new("WebAssembly.Memory(): could not allocate memory", null, null, "address-reservation"),

        // Ruby, Julia, Perl, Lua, Stata.
        new("failed to allocate memory (NoMemoryError)"),
        new("NoMemoryError: failed to allocate memory"),
        new("NoMemoryError (failed to allocate memory)"),
        new("[FATAL] failed to allocate memory"),
        new("OutOfMemoryError()"),
        new("Out of memory in perl:", null, "perl"),
        new("Out of memory during request for ", "request for ", "perl"),
        new("Out of memory during \"large\" request for ", "request for ", "perl"),
        new("lua: not enough memory", null, "lua"),
        new("call to Lua API (not enough memory)"),
        new("op. sys. refuses to provide memory"),

        // FDS func.f90 ChkMemErr, NWChem and Global Arrays (ma.c, armci), Gaussian, MUMPS, samtools and bwa, OpenBLAS.
        new("ERROR: Memory allocation failed for ", Program: "FDS", Where: "in the routine "),
        new("MA_init: could not allocate ", "could not allocate "),
        new("ARMCI: malloc failed"),
        new("galloc:  could not allocate memory", Program: "Gaussian"),
        new("[bns_fasta2bntseq] fail to allocate", null, "bwa"),
        new("fail to allocate memory for "),
        new("Cannot allocate memory for array ", Where: "for array "),
        new("Error allocating memory for ", Where: "memory for "),

        // nvfortran and pgfortran, Cray, XL and MKL.
        new(" bytes requested; not enough memory", "ALLOCATE: "),
        new("The program was unable to request more memory space"),
        new("MKL FATAL ERROR: Cannot allocate "),
    ];
}
