extension CommonPasswords {
    /// First names and family names that passwords are made of.
    static let names = """
        aaron abby abigail abraham adam adele adrian adriana agnes ahmed aidan aisha alan albert alberto
        alejandra alejandro alex alexa alexander alexandra alexandre alexia alexis alfred alfredo ali alice
        alicia alina alison allison alyssa amanda amber amelia amelie amina amir amit amy ana anastasia andre
        andrea andreas andrei andres andrew andrey andy angela angelica angelina angelo angie anita anja anna
        annabelle anne annette annie anthony antoine anton antonia antonio april ariana ariel arjun arnold
        arthur arturo ashley astrid aurora austin autumn ava axel barbara barry bastian beatrice becky ben
        benjamin bernard bernd bernie beth betty bianca bill billy bjorn bob bobby boris brad bradley brandon
        brandy brenda brendan brett brian bridget brittany bruce bruno bryan caleb cameron camila camille
        candice carina carl carla carlo carlos carmen carol carolina caroline carsten carter casey cassandra
        catherine cathy cecilia celine cesar chad chandler chantal charles charlie charlotte chelsea cheryl
        chloe chris christa christiane christina christine christoph christopher christophe cindy claire clara
        clarissa clark claude claudia claudio clement cody colin colleen connor conrad cooper cora corey corinna
        corinne courtney craig cristian cristiano cristina curtis cynthia dale damian dan dana daniel daniela
        daniele danielle danny dario darren dave david dawn dean debbie deborah denis denise dennis derek
        desiree detlef diana diane didier diego dieter dilan dimitri dirk dominic dominik dominique don donald
        donna dora doris dorothy doug douglas duncan dustin dylan eddie edgar eduardo edward edwin eileen elaine
        eleanor elena eli elias elijah elisa elisabeth elise elizabeth ella ellen ellie elsa emanuel emil emilia
        emilie emilio emily emma emmanuel enrico enrique eric erica erik erika erin ernesto ernst esteban esther
        ethan eugene eva evan evelyn fabian fabio fabrice fatima felicia felicity felipe fernanda fernando finn
        fiona florence florian frances francesca francesco francis francisco franco francois frank franz fred
        freddie frederic frederik frieda friedrich fritz gabi gabriel gabriela gabrielle gary gavin gemma
        geoffrey george gerald gerard gerd gerhard gianni gilbert gina giovanni gisela giulia giuseppe gloria
        gordon graham grant greg gregor gregory guido guillaume gustav gustavo hailey hanna hannah hannes hans
        harald harold harriet harry hassan heather hector heidi heike heiko heinrich heinz helen helena helene
        helga helmut hendrik henri henrik henry herbert hermann holger holly horst howard hugo ian ibrahim ida
        ignacio igor ilona imran ines inga ingo ingrid irene irina iris irma isaac isabel isabell isabella
        isabelle ivan ivana jack jackie jackson jacob jacqueline jacques jade jaime jakob jamal james jamie jan
        jana jane janet janice janine jasmin jason javier jay jayden jean jeanette jeff jeffrey jelena jenna
        jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy joachim joan joanna joanne
        joaquin joe joel johan johann johanna johannes john johnny jon jonas jonathan jordan jorge jose joseph
        josephine josh joshua joyce juan juana judith judy julia julian juliana julie julien juliet julio julius
        jurgen justin justine kai karen karim karin karina karl karla karolina kate katharina katherine kathleen
        kathrin kathy katie katja katrin katrina kayla keith kelly kelsey ken kenneth kenny kerstin kevin khalid
        kim kimberly kirsten kirsty klaus konrad konstantin kristen kristian kristin kristina kristine kumar
        kurt kyle lara larissa larry lars laura lauren laurence laurent laurie lea leah lee leila lena leo leon
        leonard leonie leslie levi lewis liam lilian lillian lilly linda lindsay lindsey lisa logan lorena
        lorenzo lorraine lothar louis louisa louise luca lucas lucia lucie lucy luis luisa lukas luke luna lydia
        lynn mackenzie maddie madeleine madison magdalena maik maja malcolm malik malte mandy manfred manuel
        manuela mara marc marcel marcello marcia marco marcos marcus margaret margarita maria mariah mariana
        marianne marie marilyn marina mario marion marisa marissa mark marko markus marlene marta martha martin
        martina martine marvin mary maryam mateo mathias mathieu mathilde matt matteo matthew matthias matthieu
        maurice mauricio maxim maxime maximilian megan mehmet melanie melinda melissa mercedes meredith mia
        micha michael michaela michel michele michelle miguel mike mikhail mila milan miranda miriam mitchell
        mohamed mohammed mohammad moises mona monica monika monique morgan moritz murat mustafa nadia nadine
        nadja naomi natalia natalie natasha nathalie nathan nathaniel neil nelson nicholas nick nico nicola
        nicolas nicole niklas nikita nikki niklaus nikola nikolai nils nina noah noel noelle nora norbert norma
        norman olaf oleg olga oliver olivia olivier omar oskar osman otto owen pablo paige pamela paola paolo
        pascal pat patricia patrick patrik paul paula pauline pavel pedro peggy penelope penny peter petra phil
        philip philipp philippe phillip phoebe pierre polly priscilla priya quentin rachel rafael rainer raj
        rajesh ralf ralph ramon randy raphael raquel raul raymond rebecca regina reinhard rene renate ricardo
        riccardo richard rick ricky rita rob robert roberta roberto robin rodney rodrigo roger roland rolf roman
        ron ronald ronny rosa rosemary rosie ross roy ruben rudolf russell ruth ryan sabine sabrina sally sam
        samantha samir samuel sandra sandro sandy santiago sara sarah sascha saskia scarlett scott sean
        sebastian selena selina serena serge sergei sergey sergio seth shane shannon sharon shaun shawn sheila
        shelby shirley sibylle sidney siegfried silke silvia simon simona simone sina sofia sofie sonia sonja
        sophia stacey stacy stan stanley stefan stefanie stefano steffen stella stephan stephane stephanie
        stephen steve steven stewart stuart sue summer susan susana susanne susie suzanne sven svenja svetlana
        sydney sylvia sylvie tabea tamara tanja tanya tara tatiana tatjana taylor ted teresa terry tessa theo
        theodore theresa thierry thilo thomas thorsten tiffany till tilo tim timo timothy tina tobias todd tom
        tomas tommy toni tony torsten tracey tracy trevor tristan tyler udo ulrich ulrike ursula ute uwe
        valentin valentina valerie vanessa vera vernon veronica veronika verena vicky victor victoria viktor
        viktoria vincent viola virginia vivian viviane vladimir volker walter wanda warren wayne wendy werner
        wesley wilhelm will william willie willy wolfgang xavier yannick yasmin yasmine yolanda yusuf yves
        yvette yvonne zachary zoe zoey anderson baker becker bennett brooks campbell carson davis diaz fernandez
        fischer garcia gonzalez hernandez hoffmann hughes jenkins jensen johnson jones kaiser keller khan
        kowalski lehmann lopez marshall martinez meyer miller moore morris mueller muller murphy nguyen novak
        parker perez phillips powell ramirez reynolds richter rivera robinson rodriguez rossi russo sanchez
        schmidt schneider schulz schwarz simpson singh smith sullivan thompson torres turner wagner walker
        watson weber wilson young zimmermann
        """
}
