using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Tests;

/// <summary>What holds of every reproduction.</summary>
public class ReproductionTests
{
    /// <summary>Multiplications of two to three seconds of two slow cores.</summary>
    private const double FewSeconds = 1e11;

    public static TheoryData<string> Names => [.. Reproductions.All.Select(reproduction => reproduction.Name)];

    public static TheoryData<string> Cheap => [.. Reproductions.All.Where(reproduction => Rehearsal.WorkOf(Study.Parse(reproduction.Study(RunSize.Quick))) < FewSeconds).Select(reproduction => reproduction.Name)];

    [Fact]
    public void Names_AreTheirOwn()
    {
        Reproductions.All.Select(reproduction => reproduction.Name).ShouldBeUnique();
        Reproductions.All.ShouldAllBe(reproduction => Reproductions.Find(reproduction.Name.ToUpperInvariant()) == reproduction);
    }

    [Fact]
    public void Find_SuggestsTheNearest() =>
        Should.Throw<FormatException>(() => Reproductions.Find("klambauer2071")).Message.ShouldBe("Unknown reproduction 'klambauer2071'. Did you mean 'klambauer2017'?");

    [Theory]
    [MemberData(nameof(Names))]
    public void Studies_CanBeRun(string name)
    {
        Reproduction reproduction = Reproductions.Find(name);

        foreach (RunSize size in Enum.GetValues<RunSize>())
        {
            Study study = Study.Parse(reproduction.Study(size));

            study.Name.ShouldBe(!StudyText.Exists(name, size) || size == RunSize.Standard ? name : $"{name}.{ReproductionJson.WordOf(size)}");
            study.About.ShouldNotBeEmpty();
            study.Trials.Length.ShouldBeGreaterThan(0);
        }

        reproduction.Sizes.ShouldContain(RunSize.Standard);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Conditions_StandOnTheirOwnAndNameTheirBounds(string name)
    {
        Reproduction reproduction = Reproductions.Find(name);

        reproduction.Criteria.Select(criterion => criterion.Text).ShouldBeUnique();
        reproduction.Criteria.ShouldAllBe(criterion => criterion.Text.EndsWith('.'));
        reproduction.Criteria.ShouldContain(criterion => criterion.Kind == CriterionKind.Order, "What is claimed is an order; sizes alone are no claim.");
        reproduction.Criteria.Where(criterion => criterion.Kind == CriterionKind.Number).ShouldAllBe(criterion => criterion.Text.Any(char.IsDigit));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Paper_CanBeFound(string name)
    {
        Reproduction reproduction = Reproductions.Find(name);

        reproduction.Paper.Year.ShouldBeInRange(1980, 2030);
        Uri.TryCreate(reproduction.Paper.Link, UriKind.Absolute, out Uri? link).ShouldBeTrue();
        link!.Scheme.ShouldBe("https");
        reproduction.Claim.ShouldEndWith(".");
        Enum.GetValues<RunSize>().ShouldAllBe(size => reproduction.Differences(size).Length > 0 && reproduction.Differences(size).All(sentence => sentence.EndsWith('.')));
    }

    /// <summary>The claim itself, where it costs little.</summary>
    [Theory]
    [MemberData(nameof(Cheap))]
    public void Cheap_IsReproduced(string name)
    {
        using Rehearsal rehearsal = new();

        Reproduced reproduced = rehearsal.Run(Reproductions.Find(name), RunSize.Quick);

        reproduced.Outcome.Verdict.ShouldBe(Verdict.Reproduced, string.Join('\n', reproduced.Outcome.Judgements.Select(judgement => $"{judgement.Holds}: {judgement.Criterion.Text} {judgement.Detail}")));
        reproduced.Outcome.Pictures.ShouldNotBeEmpty();
        reproduced.Outcome.Pictures.Select(picture => picture.Name).ShouldBeUnique();
        reproduced.Outcome.Pictures.OfType<LinePicture>().SelectMany(picture => picture.Lines).ShouldAllBe(line => line.X.Length == line.Y.Length);
        reproduced.Outcome.Findings.ShouldAllBe(finding => finding.Ours.Length > 0 && (finding.Paper.Length == 0 || finding.Source.Length > 0), "Each number of a paper says where it stands.");
        JsonText.Of(reproduced).GetProperty("criterion").GetArrayLength().ShouldBe(reproduced.Outcome.Judgements.Length);
    }
}
