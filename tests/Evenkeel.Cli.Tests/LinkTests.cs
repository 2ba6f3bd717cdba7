namespace Evenkeel.Cli.Tests;

public class LinkTests
{
    [Theory]
    [InlineData("http://127.0.0.1:6174/why?init=xavier&steps=3&seed=4&view=grid")]
    [InlineData("https://lab.school/why?init=xavier&steps=3&seed=4#top")]
    [InlineData("why?init=xavier&steps=3&seed=4")]
    [InlineData("data=circle&init=xavier&steps=3&seed=4")]
    public void Compare_RunsWhatALinkHolds(string link)
    {
        using Session session = new();
        string runs = session.Json("compare --data circle --init xavier --steps 3 --seed 4 --repeats 1 --json").GetProperty("runs").GetRawText();

        session.Json($"compare --link {link} --repeats 1 --json").GetProperty("runs").GetRawText().ShouldBe(runs);
    }

    [Fact]
    public void OptionsOnTheLineWinOverTheLink()
    {
        using Session session = new();

        session.Json("train --link why?init=xavier&steps=3 --steps 5 --json").GetProperty("steps").GetInt32().ShouldBe(5);
    }

    [Fact]
    public void Probe_ReadsTheStepThatTheLinkShows()
    {
        using Session session = new();
        const string Start = "probe --fail-on never --json --link ";

        string there = session.Json(Start + "why?init=xavier&step=4").GetProperty("layers").GetRawText();

        session.Json(Start + "why?init=xavier --at 4").GetProperty("layers").GetRawText().ShouldBe(there);
        session.Json(Start + "why?init=xavier&step=4&rates=4:0.5").GetProperty("layers").GetRawText().ShouldBe(there, "that change comes after the step");
        session.Json(Start + "why?init=xavier&step=9 --at 4").GetProperty("layers").GetRawText().ShouldBe(there);
    }

    [Fact]
    public void Probe_ReachesAStepBeyondTheUsualTraining()
    {
        using Session session = new();

        session.Json("probe --fail-on never --json --link why?init=xavier&step=900").GetProperty("step").GetInt32().ShouldBe(900);
    }

    [Theory]
    [InlineData("compare --link why?init=hee-normal", "--link: Unknown initializer 'hee-normal'. Did you mean 'he-normal'? It is left out.")]
    [InlineData("train --link why?lr=0", "--link: lr needs a number above 0, but got '0'; 0.1 is taken.")]
    [InlineData("probe --link layer?lr=1", "The lab has no chapter 'layer'. Did you mean 'layers'?")]
    [InlineData("compare --link why?rates=4:2", "--link changes the learning rate while it trains, rates=4:2, which only the lab does; take rates out of the link, or give a --schedule.")]
    [InlineData("probe --link why?rates=4:2&step=5", "--link changes the learning rate while it trains, rates=4:2, which only the lab does; take rates out of the link, or give a --schedule.")]
    [InlineData("compare --link derivation?broken=zero-mean", "--link: the chapter 'derivation' holds no experiment; a link to why, vanishing, layers, beyond, workbench does.")]
    [InlineData("compare --link why --spec x.json", "--link and --spec both give the experiment; leave one of them out.")]
    [InlineData("compare --link why?data=upload:3f", "--link: The table 'upload:3f' was uploaded to a lab, and is there only; name its file with --data. circle is taken instead.")]
    public void ALinkWithAProblemIsRefused(string line, string message)
    {
        using Session session = new();

        Session.Answer answer = session.Run(line);

        (answer.Code, answer.Error).ShouldBe((2, $"evenkeel: {message}\n"));
    }
}
