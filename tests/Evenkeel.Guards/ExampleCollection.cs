using System.Diagnostics.CodeAnalysis;

namespace Evenkeel.Guards;

/// <summary>Tests that set the process's working folder: one at a time.</summary>
[CollectionDefinition("examples", DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "It is a collection of tests, as xunit has it.")]
public sealed class ExampleCollection;
