extension CommonPasswords {
    /// Everyday English words and phrases that passwords are made of.
    static let words = """
        password passwords passwort passw0rd passwd pass passcode passkey passphrase pasword passwrd pword pwd
        pswd mypassword mypass newpassword newpass nopassword nopass thepassword yourpassword defaultpassword
        userpassword securepassword strongpassword goodpassword badpassword wrongpassword oldpassword
        secretpassword password1234 changeme changeit change changethis changepassword letmein letmeinn
        letmeinnow letmesee letmeout openup open opensesame sesame welcome welcomeback welcomehome enter entry
        access accessdenied accept granted unlock lock locked login logon logmein signin signup signon start
        startup test tests tester testing testtest testuser testpass demo sample example temp temporary default
        guest user username useruser newuser admin admins administrator administration adminadmin root toor
        rootroot superuser sysadmin system manager master masterkey mastermind supervisor operator server
        service support oracle mysql database postgres backup office company business private public secret
        secrets topsecret secret123 secretword mysecret security secure safe safety account member members
        internet network computer laptop desktop keyboard mouse monitor printer website webmaster email mail
        download upload online offline hacker hackme hacked hacking cracker crack exploit virus trojan matrix
        qwerty qwertz azerty qwert qwer asdf asdfgh asdfjkl zxcvbn zxcv wasd dvorak keypad whatever whatever1
        whatsup nothing something anything everything nothing1 none null blank empty forgot forget forgotten
        remember rememberme dontforget idontknow idontcare idk dontknow donttell dontask guess guessit guessme
        noidea nobody somebody trustno1 trustnoone trustme believe faith hope hopeful love loves lovers lover
        loveme lovely loveyou loveu iloveyou iloveyou2 iloveu iluvu iluvyou iloveme ilovehim iloveher ilovegod
        ilovejesus ilovemom ilovemum ilovedad ilovemyself ilovemyfamily ilovemydog ilovemycat ilovelife
        ilovemusic ilovemylife loveislife lovelife lovelove loveforever truelove foreverlove forever
        foreverlove1 forever21 mylove mylife myfamily myangel myheart mybaby babylove luvme luvyou youandme
        youandi meandyou imissyou missyou marryme kissme kisses kiss kissmyass hugme hugs hugsandkisses heart
        hearts heartless heartbreaker broken brokenheart darling sweetheart sweetie sweety sweet sweetpea
        sweetness sugar honey honeybee honeybun babe babes baby babyboy babygirl babyface babycakes babyblue
        babydoll babyphat angel angels angelbaby angeleyes princess princesa prince queen king kings kingdom
        kingofkings lord lady ladybug ladies gentleman boss bigboss chief captain commander general soldier army
        navy marine marines airforce airborne sniper ranger police fireman firefighter doctor nurse teacher
        student school college university professor lawyer player playgirl playa gamer gaming game games
        gameover winner winning loser champion champ victory victorious success successful lucky luckyone
        goodluck fortune money moneyman cash dollar dollars millionaire billionaire rich richie gold golden
        silver platinum diamond diamonds ruby emerald sapphire pearl crystal jewel treasure bitcoin crypto
        ethereum dogecoin blockchain trading family familia mother father mom mommy mama mum mummy dad daddy
        daddysgirl daddyslittlegirl papa parents sister sisters brother brothers son daughter grandma grandpa
        granny nana cousin friend friends friendship bestfriend bestfriends bff girlfriend boyfriend husband
        wife married wedding single sunshine sunny sun moon moonlight moonshine star starlight starfish stardust
        shooting rainbow rainbows cloud clouds sky skyblue bluesky thunder thunderbolt lightning storm stormy
        rain rainy snow snowball snowflake snowman ice iceberg icecream fire fireball fireball1 flame flames
        phoenix hurricane tornado tsunami ocean sea beach island paradise river water waterfall mountain forest
        garden flower flowers rose roses rosebud tulip sunflower orchid daisy lily jasmine lavender violet
        cherry cherries apple apples banana bananas orange oranges lemon lemonade peach peaches strawberry
        blueberry raspberry blackberry pineapple mango melon watermelon coconut grape grapes pumpkin potato
        tomato carrot onion pepper ginger cinnamon vanilla chocolate cookie cookies cupcake cupcakes brownie
        muffin pancake cheese cheesecake pizza pasta spaghetti burger hotdog bacon chicken turkey chips butter
        peanut peanuts peanutbutter candy candies lollipop bubble bubbles bubblegum jelly jellybean gummybear
        gummybears coffee espresso cappuccino milk tea beer whiskey tequila wine champagne party partytime dance
        dancer music musica musical musicman guitar guitarist piano violin drummer drums bass singer singing
        song rock rocknroll rockon rockyou rockstar metal heavymetal punk punkrock hiphop rapper reggae techno
        trance jazz blues monkey monkeys monkey1 dragon dragons dragonfly tiger tigers lion lions leopard
        panther pinkpanther jaguar cheetah wolf wolfpack lonewolf werewolf bear teddy teddybear polarbear panda
        pandas koala kangaroo elephant giraffe zebra hippo rhino buffalo bull bulldog horse horses pony unicorn
        unicorns pegasus donkey goat sheep cow pig piggy piglet rooster duck ducky duckie goose eagle falcon
        hawk owl raven crow parrot penguin penguins swan flamingo bird birdie birds dog dogs doggy doggie puppy
        puppies pitbull rottweiler poodle chihuahua labrador beagle husky cat cats catdog kitty kittycat kitten
        kittens pussycat hamster rabbit bunny bunnies turtle frog froggy froggie snake snakes cobra viper python
        lizard gecko alligator crocodile shark sharks dolphin dolphins whale fish fishes octopus butterfly
        butterflies ladybird bee spider scorpion tarantula mosquito animal animals pet pets dinosaur trex buddy
        buster bandit bailey barney beau bella benji bingo biscuit blackie boomer boots brutus buddha buttons
        chester chico chip cleo coco cuddles dakota dexter diesel duke dusty felix fido fluffy garfield gizmo
        goldie hershey hunter hunter2 jake jasper jester kobe lassie maggie magic marley max maxwell midnight
        milo missy misty molly mittens oreo oscar patches pebbles petey pookie poohbear precious rascal rex
        riley rocky romeo roscoe rover rufus rusty sadie sammy sasha scooter scout scrappy shadow shadow1 sheba
        simba skippy smokey smoky snickers snowy socks sophie sparky spike spot tank thumper tigger tinker toby
        trixie tucker tyson wally whiskers winston zeus ziggy black blackcat blackbird blackjack blackstar white
        whitey red redred reddog redrose bluebird blue blueblue bluedog blueeyes bluemoon green greenday
        greenapple yellow purple purplerain pink pinkie pinky brown gray grey indigo turquoise scarlet crimson
        color colors colour rainbow1 happy happyday happydays happiness happyface happylife happyme happy123
        smile smiley smiles smiling laugh joy joyful cheers cool coolcat coolman cooldude coolguy coolgirl
        awesome amazing fantastic wonderful beautiful beauty pretty prettygirl gorgeous handsome cutie cutiepie
        cute cuteness sexy sexyboy sexygirl sexygurl sexylady sexylove sexyman sexyme sexymama sexybabe
        sexybitch hottie hotstuff hotgirl hotboy hot hothot naughty sex sexsex sexyback porn porno naked nude
        xxx xxxx pussy dick bigdick cock suck sucker sucks youcantguess ass asshole asses badass dumbass jackass
        smartass bitch bitches bitchass bastard slut whore fuck fucked fucker fuckers fucking fuckme fuckoff
        fuckthis fuckyou fuckyou2 fuckit fuckyeah motherfucker shit shithead bullshit holyshit damn damnit hell
        goddamn crap wtf lol lmao rofl omg yolo swag swagger gangsta gangster gangster1 thug thuglife hustler
        pimp pimpin pimping mafia killer killers killer1 kill killme murder death dead die diehard dying blood
        bloody darkness dark darkangel darklord darkknight darkstar devil devils demon demons evil satan lucifer
        hellfire hellraiser ghost ghosts monster monsters zombie zombies vampires witch wizard wizards magical
        magician sorcerer warlock fantasy fairy fairytale mystic mystery mysterious spirit soul angelofdeath god
        gods godisgood godislove godisgreat godbless blessed blessing blessings jesus jesuschrist jesuslovesme
        jesussaves jesusislord jesus1 christ christian church bible heaven heavenly holy holyspirit amen praise
        pray prayer grace gracie glory gospel hallelujah lordjesus savior salvation genesis1 psalm23 john316
        allah allahuakbar bismillah mashallah inshallah alhamdulillah islam muslim muhammad krishna ganesh
        hariom power powerful powers superpower super superb superhero superstar supergirl supersonic supreme
        ultimate ultra extreme maximum minimum energy atomic nuclear rocket laser turbo nitro speed speedy fast
        faster fastlane racing racer driver driving truck trucker biker bike cycle motor motorcycle motocross
        car cars train airplane aircraft pilot flyer flying skydive space spaceman galaxy universe cosmic cosmos
        planet earth mars saturn jupiter venus mercury neptune pluto apollo apollo13 athena hercules achilles
        spartan spartans trojans titan titans olympus atlantis pharaoh cleopatra caesar napoleon einstein newton
        shakespeare picasso leonardo davinci mozart beethoven number numbers one two three four five six seven
        eight nine ten eleven twelve hundred thousand million zero first second third onetwothree onetwo number1
        numberone numero1 nr1 no1 abc abcd abcde abc123 xyz xyzzy foobar foo bar baz qux hello helloo hellohello
        hellothere hellome helloworld hiya heythere hey hi howdy goodbye goodday goodmorning goodnight thankyou
        thanks please yes yesyes yesno nono noway never neversaynever nevermind neveragain always
        alwaysandforever today tomorrow yesterday tonight morning night nights nighttime time timeless life
        lifeisgood lifegoeson goodlife newlife mynewlife live living livelife livestrong dream dreams dreamer
        dreaming dreamland sweetdreams wish wishes think thinking create creative imagine inspire simple
        simplicity freedom free freebird peace peaceful peaceout peacelove harmony justice truth honest honesty
        courage brave bravery strong stronger strength warrior fighter hero heroes legend legends legendary myth
        rebel rebels outlaw pirate piratebay viking gladiator knight knights knighthood castle crown royal
        royalty freak freaky crazy crazyboy crazygirl crazyman insane psycho maniac lunatic nerd geek dork dumb
        stupid idiot moron fool lazy bored boring tired hungry angry jealous lonely alone sad crying emo emoboy
        emogirl goth alien aliens area51 ufo robot android cyborg agent agent007 bond007 spy detective sherlock
        holmes kid kids kiddo boy boys boyz boyboy girl girls girly girlpower girlygirl man manman men woman
        women dude dudes bro bros homie homies mate guy guys people person human house home homehome homework
        homeless apartment building city country state village town street road avenue bridge tower window
        windows1 door doorbell table chair bed bedroom kitchen bathroom shower toilet mirror picture photo
        photos camera movie movies cinema film theater radio television telephone phone mobile telefon cellphone
        clock watch book books library reading reader writer writing poetry story paper pencil letter letters
        message box boxer bag pocket hat shoes jacket dress fashion style stylish model makeup lipstick perfume
        football1 player1 soccer1 hockey1 mustang1 coffee1 test1 apple123 access14 aa123456 q1w2e3 zaq1 zaq1zaq1
        xsw2 cde3 qazxsw qazwsx wsxedc qweasd qweasdzxc asdqwe asdzxc zxcasd asdasd qweqwe zxczxc poiuyt lkjhgf
        mnbvcx 1a2b3c abcabc xyzxyz azertyuiop p4ssword blahblah blah yadayada blabla bla haha hahaha hehe lala
        lalala tralala dada gaga gogo gogogo yoyo mimi lulu kiki didi lili titi toto tata bobo momo popo dodo
        fifi zizi zaza nini riri america1 usa123 liberty patriot patriots eagle1 american americana trump
        trump2020 obama biden putin covid covid19 corona2020 coronavirus quarantine pandemic vaccine lockdown
        """
}
