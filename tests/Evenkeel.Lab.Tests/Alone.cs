namespace Evenkeel.Lab.Tests;

/// <summary>Tests that look at the memory of the whole process, and so run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";
}
