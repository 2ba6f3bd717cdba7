using System.Diagnostics.CodeAnalysis;

namespace Evenkeel.Tests.Numerics;

/// <summary>Tests that set the width of the kernels: one at a time, and beside no other test.</summary>
[CollectionDefinition("kernel width", DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection of tests, as xunit has it.")]
public sealed class KernelWidthCollection;
