namespace Evenkeel.Interchange;

/// <summary>What is known of a named data set before it is loaded.</summary>
/// <param name="Name">Its name, as <see cref="DataSource.Load"/> takes it.</param>
/// <param name="Description">What it holds, in one sentence.</param>
/// <param name="InputShape">The shape of one input, for example <c>28×28</c>.</param>
/// <param name="Classes">The number of classes; 0 where the target is one number or several.</param>
/// <param name="Files">The files it is downloaded as; empty where it is generated.</param>
/// <param name="Source">Where it comes from and under which licence, in one line; null where it is generated.</param>
public sealed record DataSetInfo(string Name, string Description, string InputShape, int Classes, IReadOnlyList<DataFile> Files, string? Source);
