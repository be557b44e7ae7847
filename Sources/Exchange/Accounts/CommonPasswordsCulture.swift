extension CommonPasswords {
    /// Clubs, places, months, brands, films, games, music and cars that passwords are made of.
    static let culture = """
        arsenal ajax astonvilla atletico barca barcelona bayern bayernmunchen bayernmuenchen benfica besiktas
        bvb bvb09 celtic chelseafc cruzeiro dortmund eintracht everton fcbayern fcbarcelona fcb fenerbahce
        flamengo galatasaray gladbach hertha hsv inter intermilan juventus lakers leeds leicester liverpool
        liverpoolfc lfc manchester manchesterunited mancity manutd mufc newcastle palmeiras psg porto rangers
        realmadrid roma santos saopaulo schalke schalke04 corinthians spurs stpauli sunderland tottenham union
        valencia vfb werder werderbremen westham wolves acmilan napoli lazio sevilla bocajuniors riverplate
        football fussball futbol futebol soccer basketball baseball hockey tennis cricket rugby golf golfer
        volleyball handball boxing cycling fishing hunting hiking surfing surfer skater skateboard snowboard
        running runner swimming swimmer gymnast gymnastics dancing cheer cheerleader yankees cowboys steelers
        packers raiders redsox redskins eagles broncos giants mets cubs braves bears bulldogs panthers ravens
        vikings saints falcons chargers chiefs rams longhorns buckeyes gators seminoles huskers wildcats
        warriors celtics bulls knicks heat jordan23 kobe24 lebron messi ronaldo ronaldinho neymar beckham rooney
        zidane maradona ibrahimovic mbappe kaka pele schumacher hamilton senna valentino rossi46 january
        february march june july august september october november december januar februar marz maerz mai juni
        juli oktober dezember enero febrero marzo abril mayo junio agosto septiembre octubre noviembre diciembre
        janvier fevrier avril juin juillet aout septembre octobre novembre decembre monday tuesday wednesday
        thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag spring
        winter fruehling fruhling sommer herbst printemps automne hiver verano invierno primavera otono estate
        inverno weekend holiday vacation christmas xmas weihnachten easter ostern halloween valentine newyear
        birthday geburtstag africa america argentina australia austria belgium berlin boston brasil brazil
        bulgaria california canada chicago china colombia colorado dallas denver deutschland dublin dubai egypt
        england espana europe florida france frankfurt germany greece hamburg hawaii holland hongkong houston
        india indonesia ireland israel istanbul italia italy jakarta jamaica japan kenya kerala koeln koln
        leipzig lisbon london losangeles madrid malaysia melbourne mexico miami milano montreal moscow mumbai
        munich muenchen munchen nairobi newyork newyorkcity nigeria norway osterreich pakistan paris philippines
        poland polska portugal prague rio romania russia sandiego sanfrancisco schweiz scotland seattle serbia
        singapore spain stuttgart sweden switzerland texas thailand tokyo toronto turkiye ukraine usa vegas
        lasvegas venezuela vienna vietnam wales warsaw washington wien zurich zuerich adidas amazon amd armani
        asus atari barbie bmw budweiser burberry burgerking canon carrera chanel cocacola coke corona dell
        disney dior ebay facebook ferrero fender fila gibson gmail google gucci guinness hotmail ibm ikea
        instagram intel iphone iphone5 iphone6 jackdaniels johnnie lego lenovo levis linux lacoste macbook
        marlboro mcdonalds microsoft motorola msn myspace netflix nike nikon nintendo nokia nutella outlook
        panasonic paypal pepsi philips playboy playstation polaris prada puma reebok redbull samsung siemens
        skype smirnoff snapchat sony spotify starbucks telekom tiktok toshiba twitter ubuntu vodafone vodka
        walmart whatsapp windows windowsxp xbox xbox360 xiaomi yahoo yamaha youtube zara alfaromeo astonmartin
        audi bentley bugatti cadillac camaro charger chevelle chevrolet chevy chrysler civic corolla corvette
        daytona ducati fiat ferrari ford hammer harley harleydavidson honda hummer hyundai impala jeep kawasaki
        lamborghini landrover lexus maserati mazda mercedesbenz mini mitsubishi mustang nissan opel peugeot
        pontiac porsche porsche911 renault rollsroyce seat silverado skoda skyline subaru suzuki tesla toyota
        vespa volkswagen volvo passat polo golfgti tundra aladdin anakin anime aquaman aragorn arthas assassin
        asterix avatar avengers babyyoda bambi bart bartsimpson batman batman1 beavis berserk bilbo blink182
        bladerunner bugsbunny buffy bumblebee captainamerica cartman casper catwoman chewbacca chewie chucky
        cinderella clone clonewars counterstrike cod creed cthulhu cyberpunk daffy daffyduck daredevil darkside
        darthvader deadpool deathnote destiny diablo digimon dobby donaldduck doom doraemon dracula dragonball
        dragonballz dumbledore eminem enterprise fallout fantasia finalfantasy firefly flash flintstone fortnite
        frodo frozen futurama galadriel gameofthrones gandalf ghostbusters goblin godfather godzilla goku gollum
        goofy gothic griffin grinch gundam gunners halo halo3 harrypotter hawkeye heman hellboy hellokitty
        hermione highlander hobbit hogwarts homer homersimpson hulk iceman indiana indianajones inuyasha ironman
        ironmaiden itachi jamesbond jamesbond007 jarvis jediknight jedi joker jumanji jurassic justinbieber
        kakashi karate kermit killbill kingkong kirby klingon knightrider korn kratos krusty legolas
        leagueoflegends linkinpark lionking littlemermaid loki lordoftherings luffy luigi lukeskywalker madonna
        magneto mario64 marvel masterchief maverick megaman megatron metallica mickey mickeymouse minecraft
        minion minions minnie minniemouse mortalkombat motorhead mulan muppet narnia naruto naruto1 neo nemo
        neverland nirvana nightwish ninja ninjaturtle obiwan offspring onedirection onepiece optimus
        optimusprime overwatch padme pacman pantera papercut peterpan peterpan1 picard pikachu pikachu1
        pinkfloyd pinocchio pirates pokemon popeye portal potter powerranger predator prodigy punisher pumbaa
        quake rambo ramones rammstein ratatouille reddead resident residentevil rihanna robocop robinhood roblox
        rockband rollingstones runescape sailormoon samurai sasuke sauron scarface scoobydoo scooby serenity
        shakira shrek simpsons skywalker skyrim slayer slipknot smallville smurf snape snoopy snowwhite sonic
        southpark spartacus spiderman spongebob spock stargate starcraft stars startrek starwars starwars1
        stitch stormtrooper superman superman1 supermario supernatural systemofadown tardis tarzan teletubbies
        terminator terraria thebeatles beatles thelastofus thor thundercats tinkerbell titanic tombraider topgun
        totoro transformers transformer tripleh tupac tweety twilight undertaker undertale vader vampire vegeta
        venom voldemort warcraft warhammer westlife willow winnie winniethepooh wolverine wonderwoman wonderland
        worldofwarcraft xmen xfiles yoda yugioh yoshi zelda zidane10 zorro acdc aerosmith arianagrande beyonce
        billieeilish blackpink bobmarley bonjovi britney brunomars bts btsarmy coldplay drake edsheeran elvis
        elvispresley evanescence exo genesis gunsnroses jonasbrothers jimihendrix katyperry ladygaga lilwayne
        marilynmanson megadeth muse mychemicalromance oasis ozzy radiohead redhotchili santana scorpions
        sexpistols taylorswift u2 vanhalen ledzeppelin
        """
}
