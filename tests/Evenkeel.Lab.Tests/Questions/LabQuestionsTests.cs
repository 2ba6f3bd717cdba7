using Evenkeel.Lab.Questions;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Tests.Questions;

public class LabQuestionsTests
{
    private const string Small = "data=circle&hidden=6,3&init=xavier,lsuv&steps=3&repeats=1";

    public static TheoryData<string> Names => [.. LabQuestions.All.Select(question => question.Name)];

    [Fact]
    public void UnknownQuestion_IsRefusedByNameWithTheNearest()
    {
        LabAnswer answer = LabQuestions.Ask("chian", "", Asking.Sources);

        answer.Answer.ShouldBeNull();
        answer.Problems.ShouldBe(["Unknown question 'chian'. Did you mean 'chain'?"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryQuestion_AnswersTheSameToItsOwnCanonicalQuery(string name)
    {
        LabAnswer answer = LabQuestions.Ask(name, Small, Asking.Sources);

        LabAnswer again = LabQuestions.Ask(name, answer.Query, Asking.Sources);

        answer.Problems.ShouldBeEmpty();
        again.Query.ShouldBe(answer.Query);
        again.Answer!.Value.GetRawText().ShouldBe(answer.Answer!.Value.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryQuestion_AnswersAnyText(string name)
    {
        const string Letters = "abxz019=&%#+-*/^.,()<>'\"é\u2028\ud83d ";
        string[] keys = ["alpha=", "layers=", "width=", "activation=", "init=", "data=", "hidden=", "scheme=", "sigma-w2=", "draws=", "broken=", "lr=", "batch="];
        RandomSequence random = new(((Seed)7).For(name.Length));
        for (int i = 0; i < 60; i++)
        {
            string query = "data=circle&hidden=3";
            for (int pair = 0; pair < 3; pair++)
            {
                query += "&" + keys[random.NextBelow(keys.Length)];
                for (int letter = 0; letter < 6; letter++)
                {
                    query += Letters[random.NextBelow(Letters.Length)];
                }
            }

            Should.NotThrow(() => LabQuestions.Ask(name, query, Asking.Sources), query);
        }
    }

    [Fact]
    public void LongQuery_IsNotRead()
    {
        LabAnswer answer = LabQuestions.Ask("chain", "alpha=" + new string('1', 10_000), Asking.Sources);

        answer.Problems.ShouldBe(["The query has 10006 letters but may have 8192; none of it is taken."]);
        answer.Answer!.Value.Number("alpha").ShouldBe(1.5);
    }

    [Theory]
    [InlineData("products")]
    [InlineData("probe")]
    [InlineData("prediction")]
    public void CancelledQuestion_Stops(string name)
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() => LabQuestions.Ask(name, Small, Asking.Sources, source.Token));
    }
}
