namespace Evenkeel.Experiments;

/// <summary>A chapter of the lab, and what its links leave out.</summary>
/// <param name="Name">What its address is called after the slash, such as <c>layers</c>.</param>
/// <param name="Defaults">What a link to it takes where it says nothing, in the form that <see cref="ExperimentLink.Read"/> takes defaults in.</param>
public sealed record LinkChapter(string Name, string Defaults)
{
    /// <summary>The steps that a page trains for where its link does not say: until its reader has seen enough.</summary>
    public const int Endless = 1_000_000;

    /// <summary>Whether its address holds an experiment that the command line can run.</summary>
    public bool HasExperiment { get; private init; } = true;

    /// <summary>The chapters in their order; the first is also at <c>/</c>.</summary>
    public static IReadOnlyList<LinkChapter> All { get; } =
    [
        new("why", "data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full"),
        new("vanishing", "data=circle&hidden=50x8&activation=tanh&init=xavier*0.25,xavier,xavier*64&lr=0.1&batch=full"),
        new("layers", "data=digits&hidden=300x4&activation=tanh&init=xavier&lr=0.1&batch=100"),
        new("derivation", "") { HasExperiment = false },
        new("beyond", "data=digits&hidden=100x10&activation=tanh&init=xavier"),
        new("workbench", ""),
    ];

    /// <summary>Looks one up.</summary>
    /// <param name="name">Its name, compared exactly.</param>
    /// <returns>The chapter, or null where none has that name.</returns>
    public static LinkChapter? Find(string name) => All.FirstOrDefault(chapter => chapter.Name == name);
}
